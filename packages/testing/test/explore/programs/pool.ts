// The payload pool: one thread allocates, two others release; buffers run out and are used again; a second release is refused.
// Payload words are written and read plainly: a buffer that is handed out before its last reader is done is a race.
import { EXHAUSTED, PayloadPool } from '@dist/core';
import type { Program, ThreadContext, ThreadProgram } from '../../../src/explore/program.ts';
import type { Proof } from './proof.ts';

/** How often the owner looks for a free buffer before it gives up: so all executions end. */
const LOOKS = 2;

/** Words of a pool of so many small buffers. */
const wordsOf = (buffers: number): number => PayloadPool.create({ buffers, bytes: 4 }).region.byteLength / 4;

/** Hands handles from the owner to the others, one cell each: 0 is nothing yet. */
function receive({ cells }: ThreadContext, cell: number): number {
  cells.wait(cell, 0, Infinity);
  return cells.load(cell) - 1;
}

function give({ cells }: ThreadContext, cell: number, handle: number): void {
  cells.store(cell, handle + 1);
  cells.notify(cell, 1);
}

function allocate(pool: PayloadPool): number {
  let handle = EXHAUSTED;
  for (let look = 0; handle === EXHAUSTED && look < LOOKS; look++) handle = pool.allocate();
  return handle;
}

/** Writes a payload into a new buffer; the handle, or EXHAUSTED. */
function fill(context: ThreadContext, pool: PayloadPool, payload: number): number {
  const handle = allocate(pool);
  if (handle !== EXHAUSTED) context.memory.write(pool.offset(handle) / 4, payload);
  return handle;
}

/** Each thread releases what comes in its cells, one after the other, having looked at the payload. */
function releaser(name: string, inbox: readonly number[]): ThreadProgram {
  return {
    name,
    background: true,
    run: (context): void => {
      const pool = PayloadPool.attach(context.memory);
      for (const cell of inbox) {
        const handle = receive(context, cell);
        const payload = context.memory.read(pool.offset(handle) / 4);
        if (payload !== cell + 100) throw new Error(`buffer ${handle} holds ${payload}, and not what was written for cell ${cell}`);
        pool.release(handle);
      }
    },
  };
}

/** The owner fills `packets` buffers as it gets them and gives each to its cell; those of even cells go to one thread, of odd ones to the other. */
function reuse(name: string, buffers: number, packets: number): Program {
  const cells = Array.from({ length: packets }, (_, cell) => cell);
  return {
    name,
    words: wordsOf(buffers),
    cells: packets,
    threads: [
      {
        name: 'owner',
        run: (context): number => {
          const pool = PayloadPool.create({ buffers, bytes: 4, memory: () => context.memory });
          context.share();
          const out = new Set<number>();
          let given = 0;
          for (; given < packets; given++) {
            const handle = fill(context, pool, given + 100);
            if (handle === EXHAUSTED) break;
            out.add(handle);
            give(context, given, handle);
          }
          if (given < Math.min(buffers, packets)) throw new Error(`${given} of ${buffers} buffers could be allocated`);
          return out.size;
        },
      },
      releaser(
        'releaser A',
        cells.filter((cell) => cell % 2 === 0),
      ),
      releaser(
        'releaser B',
        cells.filter((cell) => cell % 2 === 1),
      ),
    ],
  };
}

/** Two threads release one buffer at once, and then the owner does: one release goes through, and the buffer is handed out once. */
const doubleRelease: Program = {
  name: 'pool: one buffer released by two threads and its owner, then allocated',
  words: wordsOf(2),
  cells: 4,
  threads: [
    {
      name: 'owner',
      run: (context): readonly number[] => {
        const pool = PayloadPool.create({ buffers: 2, bytes: 4, memory: () => context.memory });
        const handle = pool.allocate();
        context.share();
        give(context, 0, handle);
        give(context, 1, handle);
        // Once the buffer is out again, a second release of the old handle is a first one of the new: so both have tried before.
        receive(context, 2);
        receive(context, 3);
        if (released(pool, handle)) throw new Error(`buffer ${handle} was released a second time, by its owner`);
        const got = [pool.allocate(), pool.allocate(), pool.allocate()];
        return got.filter((one) => one !== EXHAUSTED);
      },
    },
    ...[0, 1].map((cell): ThreadProgram => ({
      name: `releaser ${cell}`,
      run: (context): boolean => {
        const pool = PayloadPool.attach(context.memory);
        const done = released(pool, receive(context, cell));
        give(context, 2 + cell, 0);
        return done;
      },
    })),
  ],
  check: ({ results: [got, one, other] }) => {
    if ((one === true) === (other === true)) return `releases by two threads: ${String(one)} and ${String(other)}`;
    const handles = got as readonly number[];
    return handles.length === 2 && handles[0] !== handles[1] ? undefined : `2 buffers were allocated as ${handles.join()}`;
  },
};

function released(pool: PayloadPool, handle: number): boolean {
  try {
    pool.release(handle);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

export const pools: readonly Proof[] = [
  { program: reuse('pool: 2 buffers, 3 allocated, 2 threads release', 2, 3), how: 'executions', quick: true },
  { program: reuse('pool: 1 buffer, 3 times', 1, 3), how: 'executions', quick: true },
  { program: reuse('pool: 2 buffers, 4 allocated, 2 threads release', 2, 4), how: 'executions' },
  { program: doubleRelease, how: 'executions', quick: true },
];

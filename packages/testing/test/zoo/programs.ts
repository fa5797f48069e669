// Programs for the explorer, each about one corner: a ring whose positions are about to wrap, a pool with two threads that release,
// a bell that a dying worker rings, a slot that is wanted as soon as it is free.
import { DistributorError, PayloadPool, SpscRing, spinThenPark } from '@dist/core';
import type { Memory } from '@dist/core';
import { CallerSide, WorkerSide, checkExecution, distributorWords } from '../../src/index.ts';
import type { Program, ThreadContext, ThreadProgram } from '../../src/index.ts';

/** Words of a ring's header; see the layout in core's ring. */
const TAIL = 32;
const HEAD = 64;

/** Six words through a ring of four that has moved so many before. What was pushed must come out. */
export function ringFrom(position: number): Program {
  const initial = new Int32Array(SpscRing.create(4).region);
  initial[TAIL] = initial[HEAD] = position | 0;
  return {
    name: `ring from position ${position}: 4 words, 6 through it`,
    words: initial.length,
    initial,
    check: ({ results: [pushed, popped] }) => (pushed === popped ? undefined : `Once: ${String(pushed)} words went in and ${String(popped)} came out`),
    threads: [
      {
        name: 'producer',
        run: ({ memory, share }: ThreadContext): number => {
          const ring = SpscRing.attach(memory);
          share();
          const words = [1, 2, 3, 4, 5, 6];
          let at = 0;
          for (let tries = 0; at < 6 && tries < 8; tries += 1) at += ring.push(words, at, Math.min(6, at + 5));
          return at;
        },
      },
      {
        name: 'consumer',
        run: (context): number => {
          const ring = SpscRing.attach(context.memory);
          const into = new Int32Array(5);
          let popped = 0;
          const pop = (): void => {
            const count = ring.pop(into);
            for (let i = 0; i < count; i += 1) if (into[i] !== ++popped) throw new Error(`Once: word ${into[i]!} came in place of ${popped}`);
          };
          for (let tries = 0; tries < 4; tries += 1) pop();
          context.idle(undefined, 2);
          for (let tries = 0; tries < 4; tries += 1) pop();
          return popped;
        },
      },
    ],
  };
}

const BUFFERS = 3;

/**
 * The owner gives every buffer out; two threads use and release them, one twice. Meanwhile the owner allocates again. A buffer's
 * cell is written plainly by whoever holds it: two holders, or one that comes too early, are a race.
 */
export function pool(): Program {
  const bytes = PayloadPool.create({ buffers: BUFFERS, bytes: 1 }).region.byteLength;
  const use = ({ cells }: ThreadContext, handle: number): void => {
    cells.write(handle, cells.read(handle) + 1);
  };
  const releasing =
    (handles: readonly number[]) =>
    (context: ThreadContext): void => {
      const pool = PayloadPool.attach(context.memory);
      for (const handle of handles) {
        use(context, handle);
        pool.release(handle);
      }
    };
  return {
    name: `pool: ${BUFFERS} buffers, released by 2 threads`,
    words: bytes / 4,
    cells: BUFFERS,
    check: ({ results }) => {
      const handles = [...(results[0] as number[])].sort((one, other) => one - other);
      return handles.join() === '0,1,2' ? undefined : `Once: all buffers were released, and the owner got ${handles.join(', ')}`;
    },
    threads: [
      {
        name: 'owner',
        run: (context): number[] => {
          const pool = PayloadPool.create({ buffers: BUFFERS, bytes: 1, memory: (): Memory => context.memory });
          for (let i = 0; i < BUFFERS; i += 1) pool.allocate();
          context.share();
          const got: number[] = [];
          const allocate = (): void => {
            for (let handle = pool.allocate(); handle >= 0 && got.length <= BUFFERS; handle = pool.allocate()) {
              use(context, handle);
              got.push(handle);
            }
          };
          allocate();
          context.idle(undefined, 1);
          allocate();
          for (const thread of [1, 2]) while (!context.hasEnded(thread)) context.idle(undefined, context.hasEnded(1) ? 3 : 5);
          allocate();
          return got;
        },
      },
      { name: 'releases 0 and 1', run: releasing([0, 1]) },
      { name: 'releases 2', run: releasing([2]) },
    ],
  };
}

/** Two threads release the same buffer: one of them must be told. */
export function doubleRelease(): Program {
  const bytes = PayloadPool.create({ buffers: 2, bytes: 1 }).region.byteLength;
  const release = (context: ThreadContext): boolean => {
    try {
      PayloadPool.attach(context.memory).release(0);
      return true;
    } catch (error) {
      if (error instanceof RangeError) return false;
      throw error;
    }
  };
  return {
    name: 'pool: one buffer released by 2 threads',
    words: bytes / 4,
    check: ({ results }) => {
      const released = results.filter((result) => result === true).length;
      return released === 1 ? undefined : `Contract: ${released} releases of one buffer were accepted`;
    },
    threads: [
      {
        name: 'owner',
        run: (context): void => {
          PayloadPool.create({ buffers: 2, bytes: 1, memory: (): Memory => context.memory }).allocate();
          context.share();
        },
      },
      { name: 'releases', run: release },
      { name: 'releases too', run: release },
    ],
  };
}

/** Sleeps at once and for ever: a lost wake is a deadlock. */
const wait = spinThenPark({ spins: 0, parkMs: Infinity });

function distributing(name: string, workers: number, tags: readonly number[], live: (caller: CallerSide) => void, threads: readonly ThreadProgram[]): Program {
  const limits = { workers, burst: 2, credits: 4, capacity: 16, flowBacklog: 16, wait };
  const run = (context: ThreadContext): void => {
    live(new CallerSide(context, { limits, tags, loss: 'retry' }));
  };
  return { name, ...distributorWords(workers, limits.credits), cells: 8, eventsAreSteps: false, check: checkExecution, threads: [{ name: 'distributor', run }, ...threads] };
}

const workerIn = (context: ThreadContext, slot: number, tags: readonly number[]): WorkerSide => new WorkerSide(context, { slot, tags, burst: 2, wait });

const serving = (slot: number, tags: readonly number[]): ThreadProgram => ({
  name: `worker ${slot}`,
  run: (context): void => {
    const worker = workerIn(context, slot, tags);
    while (worker.serve());
  },
});

const flushing = (caller: CallerSide): void => {
  caller.process(2);
  caller.flush();
  caller.take();
  caller.close();
};

/** One worker does nothing but ring the bell, and may die at it; the other one works. */
export function dyingRinger(): Program {
  const tags = [0, 1];
  const ringer: ThreadProgram = {
    name: 'worker 0',
    mayDie: true,
    run: (context): void => {
      workerIn(context, 0, tags).leave();
    },
  };
  return distributing('bell: rung by a worker that may die', 2, tags, flushing, [ringer, serving(1, tags)]);
}

/** The only worker hands its packets back by leaving, and does not come again. */
export function lastLeave(): Program {
  const tags = [0];
  const leaver: ThreadProgram = {
    name: 'worker 0',
    run: (context): void => {
      const worker = workerIn(context, 0, tags);
      worker.serve();
      worker.leave();
    },
  };
  return distributing('bell: the last packets come back by a leave', 1, tags, flushing, [leaver]);
}

/** A cell that says that the first worker is in its slot, and one that nobody ever changes. */
const ATTACHED = 6;
const NEVER = 7;

/** A thread that tries again and again to attach to the slot of a worker that may die, from when that one is there. */
export function impatientSpare(): Program {
  const tags = [0, 0, 1];
  const first: ThreadProgram = {
    name: 'worker 0',
    mayDie: true,
    run: (context): void => {
      const worker = workerIn(context, 0, tags);
      context.cells.store(ATTACHED, 1);
      context.cells.notify(ATTACHED, 1);
      while (worker.serve());
    },
  };
  const spare: ThreadProgram = {
    name: 'spare',
    background: true,
    run: (context): void => {
      while (context.cells.load(ATTACHED) === 0) context.cells.wait(ATTACHED, 0, Infinity);
      for (let tries = 0; tries < 8; tries += 1) {
        try {
          const worker = workerIn(context, 0, tags);
          while (worker.serve());
          return;
        } catch (error) {
          if (!DistributorError.isInstance(error) || error.code !== 'SLOT_TAKEN') throw error;
        }
      }
      context.cells.wait(NEVER, 0, Infinity);
    },
  };
  const live = (caller: CallerSide): void => {
    caller.process(3);
    caller.serve();
    caller.close();
  };
  return distributing('slot: wanted as soon as it is free', 2, tags, live, [first, serving(1, tags), spare]);
}

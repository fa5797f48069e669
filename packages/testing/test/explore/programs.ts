// What is explored of @dist/core: each program with what it is about and how far it is taken. The words "whole" and "part"
// are meant: a whole exploration leaves out no schedule of the program.
import { type DistributorOptions, SpscRing, spinThenPark } from '@dist/core';
import { CallerSide, type CallerOptions } from '../../src/explore/caller-side.ts';
import { checkExecution } from '../../src/explore/check-execution.ts';
import { distributorWords } from '../../src/explore/distributor-words.ts';
import type { Program, ThreadContext, ThreadProgram } from '../../src/explore/program.ts';
import { WorkerSide, type WorkerSideOptions } from '../../src/explore/worker-side.ts';

/** A program and how it is explored. */
export interface Proof {
  readonly program: Program;
  /** `states` and `executions` are explored whole; of `schedules` so many are drawn at random, with PCT taking turns. */
  readonly how: 'states' | 'executions' | 'schedules';
  /** In CI's part: explored there too; for `schedules`, how many. */
  readonly quick?: true | number;
  /** For `schedules`: how many by `prove`. */
  readonly schedules?: number;
}

/** Sleeps at once and for ever: a lost wake is a deadlock. */
const wait = spinThenPark({ spins: 0, parkMs: Infinity });

/** What never steers the distributor, so that states which differ in it alone are equal. */
const incidental = [
  // Counts for `counters`.
  ...['#accepted', '#refused', '#taken', '#dropped', 'takenBack', 'handshakes', 'wakes'],
  // Scratch of one call.
  ...['#stamp', '#stamps', '#starts', '#words'],
];
/** The stall watch, where it cannot strike: fewer packets than the 4 * credits after which it does. */
const stallWatch = ['#movedAt', '#collected'];

interface Shape extends Partial<Omit<CallerOptions, 'limits'>> {
  readonly workers: number;
  readonly tags: readonly number[];
  readonly limits?: Partial<DistributorOptions>;
  readonly notes?: boolean;
  readonly caller: (caller: CallerSide) => void;
  readonly worker?: (worker: WorkerSide) => void;
  /** The workers that may die. */
  readonly mortal?: readonly number[];
  readonly earlyWakes?: number;
  readonly deaths?: number;
  /** Threads after the workers. */
  readonly more?: readonly ThreadProgram[];
}

const serve = (worker: WorkerSide): void => {
  while (worker.serve());
};

const leaveAfterEach = (worker: WorkerSide): void => {
  while (worker.serve()) worker.leave();
};

function program(name: string, shape: Shape): Program {
  const { workers, tags, caller, worker = serve, notes = false, mortal = [], earlyWakes = 0, deaths, more = [], loss, freedCell } = shape;
  const limits = { workers, burst: 2, credits: 4, capacity: 16, flowBacklog: 16, wait, ...shape.limits };
  return {
    name,
    ...distributorWords(workers, limits.credits),
    cells: 8,
    incidental: tags.length < 4 * limits.credits ? [...incidental, ...stallWatch] : incidental,
    ...(deaths === undefined ? {} : { deaths }),
    check: checkExecution,
    threads: [
      {
        name: 'distributor',
        run: (context): void => {
          caller(new CallerSide(context, { limits, tags, checkpoints: true, ...(loss === undefined ? {} : { loss }), ...(freedCell === undefined ? {} : { freedCell }) }));
        },
      },
      ...Array.from({ length: workers }, (_, slot): ThreadProgram => workerThread(`worker ${slot}`, { slot, tags, burst: limits.burst, notes }, worker, { mayDie: mortal.includes(slot), earlyWakes })),
      ...more,
    ],
  };
}

function workerThread(name: string, options: Omit<WorkerSideOptions, 'wait'>, live: (worker: WorkerSide) => void, threads: Pick<ThreadProgram, 'mayDie' | 'earlyWakes'>): ThreadProgram {
  return {
    name,
    ...threads,
    run: (context): void => {
      live(new WorkerSide(context, { ...options, wait, checkpoints: true }));
    },
  };
}

const SIX = [0, 1, 2, 0, 1, 0];

function handOff(packets: number): (caller: CallerSide) => void {
  return (caller) => {
    caller.awaitWorkers(2);
    caller.process(packets);
    caller.spin();
    caller.close();
  };
}

function spinning(first: number, then: number): (caller: CallerSide) => void {
  return (caller) => {
    caller.process(first);
    caller.process(then);
    caller.spin();
    caller.close();
  };
}

function serving(first: number, then: number): (caller: CallerSide) => void {
  return (caller) => {
    caller.process(first);
    caller.process(then);
    caller.serve();
    caller.close();
  };
}

const flushing = (first: number, then: number) => (caller: CallerSide): void => {
  caller.process(first);
  caller.process(then);
  caller.flush();
  caller.take();
  caller.close();
};

const LARGE = Array.from({ length: 24 }, (_, packet) => [0, 1, 0, 2, 3, 0, 4, 1][packet % 8]!);
const large = (caller: CallerSide): void => {
  while (caller.submitted < LARGE.length) {
    caller.process(5);
    caller.take();
  }
  caller.serve();
  caller.close();
};

/** A thread that takes over slot 0 once it is free. */
const FREED = 7;
const spare = (tags: readonly number[]): ThreadProgram => ({
  name: 'spare',
  background: true,
  run: (context): void => {
    context.cells.wait(FREED, 0, Infinity);
    if (context.cells.load(FREED) === 0) return;
    serve(new WorkerSide(context, { slot: 0, tags, burst: 2, wait, checkpoints: true }));
  },
});

function ring(name: string, capacity: number, words: number, batch: number): Program {
  const initial = new Int32Array(SpscRing.create(capacity).region);
  return {
    name,
    words: initial.length,
    initial,
    threads: [
      {
        name: 'producer',
        run: ({ memory, share }: ThreadContext): void => {
          const producer = SpscRing.attach(memory);
          share();
          const source = Array.from({ length: words }, (_, word) => word + 1);
          // Tries a limited number of times, so that all executions end; what did not go in is left out.
          for (let at = 0, tries = 0; at < words && tries < words + 2; tries++) at += producer.push(source, at, Math.min(words, at + batch));
        },
      },
      {
        name: 'consumer',
        run: ({ memory }: ThreadContext): void => {
          const consumer = SpscRing.attach(memory);
          const into = new Int32Array(batch);
          for (let next = 1, tries = 0; tries < words + 2; tries++) {
            const count = consumer.pop(into);
            for (let i = 0; i < count; i++, next++) if (into[i] !== next) throw new Error(`word ${into[i]!} came in place of ${next}`);
          }
        },
      },
    ],
  };
}

export const proofs: readonly Proof[] = [
  // Publish, claim, hand back; park and wake; take back for an idle worker.
  { program: program('hand-off: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, caller: handOff(6) }), how: 'states', quick: true },
  { program: program('hand-off in single mode: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, limits: { burst: 1, credits: 2 }, caller: handOff(6) }), how: 'states' },
  { program: program('workers come while packets do: 2 workers, 3 tags, 4 packets', { workers: 2, tags: SIX.slice(0, 4), caller: spinning(2, 2) }), how: 'states' },
  { program: program('credits run out: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, limits: { burst: 2, credits: 2 }, caller: spinning(3, 3) }), how: 'states', quick: true },
  // The bell.
  { program: program('event loop: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, caller: serving(3, 3) }), how: 'states', quick: true },
  { program: program('event loop: 2 workers, 2 packets', { workers: 2, tags: [0, 1], caller: serving(1, 1) }), how: 'states' },
  { program: program('flush: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: flushing(2, 1) }), how: 'states', quick: true },
  { program: program('flush: 2 workers, 1 packet', { workers: 2, tags: [0], caller: flushing(1, 0) }), how: 'states' },
  { program: program('early wakes: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: serving(2, 1), earlyWakes: 2 }), how: 'states', quick: true },
  // Leave and rejoin.
  { program: program('leave and rejoin: 2 workers, 2 tags, 3 packets', { workers: 2, tags: [0, 1, 0], caller: spinning(3, 0), worker: leaveAfterEach }), how: 'states', quick: true },
  { program: program('leave and rejoin: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, caller: serving(3, 3), worker: leaveAfterEach }), how: 'states', quick: true },
  // Death at every step.
  ...(['retry', 'fail'] as const).flatMap((loss) =>
    [true, false].map((notes): Proof => {
      const name = `death at every step, ${notes ? 'noted' : 'not noted'}, ${loss}: 2 workers, 2 tags, 3 packets`;
      return { program: program(name, { workers: 2, tags: [0, 1, 0], loss, notes, mortal: [0], caller: handOff(3) }), how: 'states' };
    }),
  ),
  {
    program: program('death and a new worker in the slot: 2 tags, 3 packets', {
      workers: 1,
      tags: [0, 1, 0],
      notes: true,
      caller: serving(2, 1),
      loss: 'retry',
      freedCell: FREED,
      mortal: [0],
      more: [spare([0, 1, 0])],
    }),
    how: 'states',
    quick: true,
  },
  // The rest of the distributor's calls.
  {
    program: program('clear returns: 2 workers, 3 tags, 4 packets', {
      workers: 2,
      tags: SIX.slice(0, 4),
      caller: (caller) => {
        caller.process(4);
        caller.clearReturns();
        caller.clearReturns();
        caller.spin();
        caller.close();
      },
    }),
    how: 'states',
  },
  {
    program: program('close while packets are out: 2 workers, 3 tags, 4 packets', {
      workers: 2,
      tags: SIX.slice(0, 4),
      caller: (caller) => {
        caller.process(4);
        caller.take();
        caller.close();
      },
    }),
    how: 'states',
    quick: true,
  },
  { program: ring('ring: 2 words, 4 through it', 2, 4, 1), how: 'executions', quick: true },
  { program: ring('ring: 4 words, 6 through it in batches', 4, 6, 3), how: 'executions', quick: true },
  // Too large to be explored whole.
  { program: program('large: 3 workers, 5 tags, 24 packets', { workers: 3, tags: LARGE, limits: { capacity: 32 }, caller: large }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: program('large, single mode: 4 workers, 5 tags, 24 packets', { workers: 4, tags: LARGE, limits: { burst: 1, credits: 2, capacity: 32 }, caller: large }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: program('large, leaving: 3 workers, 5 tags, 24 packets', { workers: 3, tags: LARGE, limits: { capacity: 32 }, caller: large, worker: leaveAfterEach }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: program('large, 2 deaths, retry: 4 workers, 5 tags, 24 packets', { workers: 4, tags: LARGE, limits: { capacity: 32 }, caller: large, loss: 'retry', mortal: [0, 1, 2, 3], deaths: 2, notes: true }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: program('large, 2 deaths, fail, leaving: 4 workers, 5 tags, 24 packets', { workers: 4, tags: LARGE, limits: { capacity: 32 }, caller: large, worker: leaveAfterEach, loss: 'fail', mortal: [0, 1, 2, 3], deaths: 2 }), how: 'schedules', quick: 500, schedules: 50_000 },
];

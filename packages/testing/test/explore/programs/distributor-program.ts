// A distributor and its workers as a program: the caller's code is given, the workers serve and, if told to, leave.
import { type DistributorOptions, spinThenPark } from '@dist/core';
import type { CallerOptions } from '../../../src/explore/caller-options.ts';
import { CallerSide } from '../../../src/explore/caller-side.ts';
import { checkExecution, checkSoFar } from '../../../src/explore/check-execution.ts';
import { distributorWords } from '../../../src/explore/distributor-words.ts';
import type { Program, ThreadProgram } from '../../../src/explore/program.ts';
import { boundsOf } from '../../../src/history-file/run-facts.ts';
import { WorkerSide, type WorkerSideOptions } from '../../../src/explore/worker-side.ts';

/** Sleeps at once and for ever: a lost wake is a deadlock. */
const wait = spinThenPark({ spins: 0, parkMs: Infinity });

/** What never steers the distributor, so that states which differ in it alone are equal: `pnpm prove` holds it against the code. */
const incidental = [
  // Counts for `counters`.
  ...['#accepted', '#refused', '#taken', '#dropped', 'takenBack', 'handshakes', 'wakes'],
  // Scratch of one call.
  ...['#stamp', '#stamps', '#starts', '#words', '#made', 'touched'],
];

/** Cells below are the tags'. A stuck handler waits for the first, a rest sleeps on the second. */
export const STUCK = 8;
const REST = 9;

export interface Shape extends Partial<Omit<CallerOptions, 'limits' | 'restCell'>> {
  readonly workers: number;
  readonly tags: readonly number[];
  readonly limits?: Partial<DistributorOptions>;
  readonly notes?: boolean;
  /** Workers wait as event loops do. */
  readonly eventLoop?: boolean;
  readonly caller: (caller: CallerSide) => void;
  /** What each worker does; default: it serves to the end. */
  readonly worker?: (worker: WorkerSide, slot: number) => void;
  /** The handler of this packet ends when somebody has set the cell `STUCK`. */
  readonly stuckIn?: number;
  /** The workers that may die. */
  readonly mortal?: readonly number[];
  /** Early wakes of each worker, and of the distributor. */
  readonly earlyWakes?: number;
  readonly callerEarlyWakes?: number;
  readonly deaths?: number;
  /** Threads after the workers. */
  readonly more?: readonly ThreadProgram[];
}

export function distributorProgram(name: string, shape: Shape): Program {
  const { workers, tags, caller, worker = serve, notes = false, eventLoop = false, mortal = [], earlyWakes = 0, callerEarlyWakes = 0, timeOuts = false, deaths, more = [], loss, freedCell, stuckIn } = shape;
  const limits = { workers, burst: 2, credits: 4, capacity: 16, flowBacklog: 16, wait, ...shape.limits };
  const bounds = boundsOf({ ...limits, notes });
  const stuck = stuckIn === undefined ? {} : { stuck: { packet: stuckIn, cell: STUCK } };
  const options = { limits, tags, checkpoints: true, timeOuts, restCell: REST, ...(loss === undefined ? {} : { loss }), ...(freedCell === undefined ? {} : { freedCell }) };
  return {
    name,
    ...distributorWords(workers, limits.credits),
    cells: 10,
    // Handlers of a tag change its cell plainly: in another order, or at once, they are a race, or the text that `WorkerSide` throws.
    eventsAreSteps: false,
    incidental,
    ...(deaths === undefined ? {} : { deaths }),
    check: (execution) => checkExecution(execution, bounds),
    checkSoFar: (history) => checkSoFar(history, bounds),
    threads: [
      {
        name: 'distributor',
        earlyWakes: callerEarlyWakes,
        run: (context): void => {
          caller(new CallerSide(context, options));
        },
      },
      ...Array.from({ length: workers }, (_, slot): ThreadProgram => ({
        ...workerThread(`worker ${slot}`, { slot, tags, burst: limits.burst, notes, eventLoop, ...stuck }, worker),
        mayDie: mortal.includes(slot),
        earlyWakes,
      })),
      ...more,
    ],
  };
}

/** A thread that is a worker. */
export function workerThread(name: string, options: Omit<WorkerSideOptions, 'wait' | 'checkpoints'>, live: (worker: WorkerSide, slot: number) => void): ThreadProgram {
  return {
    name,
    run: (context): void => {
      live(new WorkerSide(context, { ...options, wait, checkpoints: true }), options.slot);
    },
  };
}

export const serve = (worker: WorkerSide): void => {
  while (worker.serve());
};

export const leaveAfterEach = (worker: WorkerSide): void => {
  while (worker.serve()) worker.leave();
};

/** Slot 1 leaves and comes back between all of its packets, the others stay. */
export const oneLeaves = (worker: WorkerSide, slot: number): void => {
  (slot === 1 ? leaveAfterEach : serve)(worker);
};

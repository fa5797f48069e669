import type { SteppedRun } from '../stepped/stepped-run.ts';
import type { SteppedWorker } from '../stepped/stepped-worker.ts';

/** Lets workers take what they are given, and do no more, until one of them has something; that one. */
export function untilHolding(run: SteppedRun, workers: readonly SteppedWorker[]): SteppedWorker | undefined {
  for (let round = 0; round < 6; round += 1) {
    for (const worker of workers) if (worker.state === 'asking' || worker.state === 'done') worker.step();
    const holder = workers.find(({ state }) => state === 'holding');
    if (holder !== undefined) return holder;
    run.target.poll();
  }
  return undefined;
}

/** Gives a worker of its choice one packet of this tag, which it starts and then does not finish: it is stuck. None, if nobody gets it. */
export function holdFirst(run: SteppedRun, tag: number): { readonly holder: SteppedWorker; readonly others: SteppedWorker[] } | undefined {
  run.offer([tag]);
  const holder = untilHolding(run, run.workers.filter(({ stuck }) => !stuck));
  if (holder === undefined) return undefined;
  holder.start();
  holder.stuck = true;
  return { holder, others: run.workers.filter(({ stuck }) => !stuck) };
}

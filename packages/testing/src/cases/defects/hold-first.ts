import type { SteppedRun } from '../../stepped/stepped-run.ts';
import type { SteppedWorker } from '../../stepped/stepped-worker.ts';

/** Gives a worker of its choice one packet of this tag, which it starts and then does not finish: it is stuck. */
export function holdFirst(run: SteppedRun, tag: number): { readonly holder: SteppedWorker; readonly others: SteppedWorker[] } {
  run.process([tag], () => {
    for (const worker of run.workers) takeOnly(worker);
    return run.stepAll([]);
  });
  for (let round = 0; round < 4 && !run.workers.some(({ state, stuck }) => state === 'holding' && !stuck); round += 1) {
    run.target.poll();
    for (const worker of run.workers) takeOnly(worker);
  }
  const holder = run.workers.find(({ state, stuck }) => state === 'holding' && !stuck);
  if (holder === undefined) throw new Error(`no worker got the packet of tag ${tag}`);
  holder.start();
  holder.stuck = true;
  return { holder, others: run.workers.filter(({ stuck }) => !stuck) };
}

/** Asks and takes, and does nothing with what it got. */
function takeOnly(worker: SteppedWorker): void {
  if (worker.state === 'asking' || worker.state === 'done') worker.step();
}

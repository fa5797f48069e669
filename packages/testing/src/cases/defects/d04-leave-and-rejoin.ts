import type { SteppedCase } from '../case.ts';
import { untilHolding } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const TAG = 7;

/** Nine packets of one tag; the worker finishes the first, leaves with the rest waiting, and is back at once. */
export const d04: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D4 a worker that leaves with a backlog and rejoins at once duplicates and loses nothing',
    source: 'DPDK single mode: a leave distributes a copy of the backlog, and the outer call overwrites what the inner one returned',
    promise: 'Once',
  },
  (bench) => {
    for (const workers of [1, 2]) {
      const run = bench.start({ workers });
      run.join();
      run.process(Array.from({ length: 9 }, () => TAG), () => {
        for (const worker of run.workers) if (worker.state === 'asking') worker.step();
        return run.stepAll([]);
      });
      const holder = untilHolding(run, run.workers);
      if (holder !== undefined) run.leave(holder.id);
      run.flush(() => {
        if (holder?.state === 'away') holder.ask();
        return run.everyone();
      });
      run.settle();
    }
  },
);

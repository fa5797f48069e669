import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** Clear, then look: nothing old comes back, what comes later does, and the call says how many it dropped. */
export const r08: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'clearing the returns drops what was handed back, says how many, and nothing old comes back',
    source: 'DPDK 20fa39d230 (2020): clear_returns left start and count, and old packets reappeared',
    promise: 'Once',
  },
  (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    for (let round = 0; round < 3; round += 1) {
      run.process(Array.from({ length: 20 }, (_, i) => i));
      run.settle(run.workers, false);
      const dropped = run.clearReturns();
      bench.expect(dropped === 20, 'drop-count', `20 packets were handed back, and the call says it dropped ${dropped}`);
      bench.expect(run.collect() === 0, 'returned-twice', 'packets came back that had been dropped');
      run.process(Array.from({ length: 10 }, (_, i) => i));
      run.settle();
      bench.expect(run.returned.length === 10 * (round + 1), 'lost', `10 packets were handled after the drop, and ${run.returned.length - 10 * round} came back`);
    }
  },
);

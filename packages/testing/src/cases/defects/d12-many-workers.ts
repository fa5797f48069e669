import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** The usual loop (process, then take what came back) with many workers that all hand back between two calls. */
export const d12: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D12 many workers lose nothing in the usual loop',
    source: 'DPDK burst mode: one process() can collect 8 packets of each worker, and from 16 workers on that overruns the returns ring',
    promise: 'Once',
  },
  (bench) => {
    for (const workers of [16, 32, 63]) {
      const run = bench.start({ workers });
      run.join();
      let tag = 0;
      for (let round = 0; round < 4; round += 1) {
        run.process(Array.from({ length: 8 * workers }, () => (tag += 2)));
        run.collect();
        for (let step = 0; step < 24; step += 1) run.everyone();
      }
      run.settle();
    }
  },
);

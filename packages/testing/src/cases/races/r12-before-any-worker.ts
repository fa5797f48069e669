import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** Packets come before any worker does. They are accepted, or refused and offered again: never lost. */
export const r12: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'packets that come before any worker wait for the first one',
    source: 'DPDK cf669d6930 and its followers (2020): process() before any worker is up takes nothing, which the tests did not look at',
    promise: 'Once',
  },
  (bench) => {
    const run = bench.start({ workers: 3 });
    run.offer(Array.from({ length: 40 }, (_, i) => i % 6));
    run.join();
    for (let tries = 0; tries < 10 && run.refused.count > 0; tries += 1) run.process([]);
    run.settle();
    bench.expect(run.returned.length === 40, 'lost', `40 packets were submitted and ${run.returned.length} came back`);
  },
);

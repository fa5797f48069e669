import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** More packets are handed back than the original's ring holds before the caller takes one. */
export const r11: readonly SteppedCase[] = makeSteppedCases(
  {
    name: '1024 packets sent in bursts of 32 all come back, taken late',
    source: 'DPDK 95bb247702 (2021, bug 612): more than 127 were lost and the test hung; the test was changed',
    promise: 'Once',
  },
  (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    for (let sent = 0; sent < 1024; sent += 32) run.process(Array.from({ length: 32 }, (_, i) => (sent + i) << 2));
    run.settle(run.workers, false);
    run.collect();
    bench.expect(run.returned.length === 1024, 'lost', `1024 packets were sent and ${run.returned.length} came back`);
    run.settle();
  },
);

import type { SteppedCase } from '../case.ts';
import { untilHolding } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** All that a worker may be given is full, and it has just handed back: a call that waits for it must look at that. */
export const r02: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a call that waits for a full worker takes what that worker hands back',
    source: 'DPDK 5acce079e7 (2020): worker and distributor waited for each other\'s handshake',
    promise: 'Finite',
  },
  (bench) => {
    const run = bench.start({ workers: 1, capacity: 32, credits: 32 });
    run.join();
    const [worker] = run.workers;
    run.process(Array.from({ length: 16 }, (_, i) => i));
    untilHolding(run, run.workers);
    run.process(Array.from({ length: 16 }, (_, i) => i));
    worker!.work();
    worker!.ask();
    run.process(Array.from({ length: 32 }, (_, i) => i));
    bench.expect(run.refused.count === 0, 'never-ends', `process never ends: ${run.refused.count} packets wait for ever`, { workers: [0] });
    run.settle();
  },
);

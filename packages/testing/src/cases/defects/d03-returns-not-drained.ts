import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const PACKETS = 400;

const text = {
  source: 'DPDK: the returns ring overwrites the oldest of 127 packets (its test suite keeps below that since bug 612)',
  promise: 'Once',
} as const;

export const d03: readonly SteppedCase[] = [
  ...makeSteppedCases({ ...text, name: 'D3 400 packets whose returns nobody takes meanwhile all come back' }, (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    run.process(Array.from({ length: PACKETS }, (_, i) => i % 40));
    bench.expect(run.flush(), 'never-ends', 'flush never ends');
    run.settle(run.workers, false);
    run.collect();
  }),
  ...makeSteppedCases({ ...text, name: 'D3 a distributor that is full accepts no more, and loses nothing' }, (bench) => {
    const capacity = 64;
    const run = bench.start({ workers: 2, capacity, credits: 32 });
    run.join();
    const accepted = run.process(Array.from({ length: PACKETS }, (_, i) => i % 40));
    // As many packets as may be outstanding may wait to be taken beside them.
    bench.expect(accepted <= 2 * capacity, 'overrun', `${accepted} packets were accepted into a capacity of ${capacity} and none was taken`);
    while (run.collect() > 0) run.process([]);
    run.settle();
  }),
];

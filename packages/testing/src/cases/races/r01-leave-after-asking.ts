import type { SteppedCase } from '../case.ts';
import { untilHolding } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** A worker finishes a burst, asks, and leaves at once, before the distributor has looked. */
export const r01: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a leave right after a request loses neither the packets handed back nor the leave',
    source: 'DPDK bea84d5592 (2020): the leave overwrote return words that had not been read',
    promise: 'Once',
  },
  (bench) => {
    const run = bench.start({ workers: 2 });
    const [leaver, other] = run.workers;
    leaver!.ask();
    run.settle([leaver!]);
    run.offer(Array.from({ length: bench.burst }, (_, i) => i));
    untilHolding(run, [leaver!]);
    leaver!.work();
    leaver!.ask();
    const left = run.leave(leaver!.id);
    run.settle(left ? [] : run.workers);
    bench.expect(!left || run.returned.length === bench.burst, 'lost', `${bench.burst} packets were handed back and ${run.returned.length} came back`);
    other!.ask();
    const present = left ? [other!] : run.workers;
    run.process(Array.from({ length: 16 }, (_, i) => 100 + i), () => run.stepAll(present));
    run.settle(present);
    bench.expect(!left || other!.handled.length === 16, 'starved', `16 packets came after the leave, and worker 1 got ${other!.handled.length}`);
  },
);

import { PacketBurst } from '@dist/core';
import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const source = 'DPDK: no statistics, no destroy, no check of worker ids or of how many packets come back';

function packets(count: number): PacketBurst {
  const burst = new PacketBurst(Math.max(1, count));
  for (let i = 0; i < count; i += 1) burst.push(i, i);
  return burst;
}

export const d08: readonly SteppedCase[] = [
  ...makeSteppedCases({ name: 'D8 misuse is an error that carries the value', source, promise: 'Contract' }, (bench) => {
    const { target } = bench.start({ workers: 2 });
    for (const worker of [2, -1, 0.5]) bench.expectError(() => target.requestPackets(worker), new RegExp(String(worker)), `a request of worker ${worker} of 2`);
    bench.expectError(() => target.requestPackets(0, packets(1)), /1/, 'handing back a packet that is not held');
    bench.expectError(() => target.requestPackets(0, packets(bench.burst + 1)), new RegExp(String(bench.burst + 1)), 'handing back more than a burst');
    target.requestPackets(1);
    bench.expectError(() => target.returnPackets(1, packets(1)), /1/, 'leaving with a packet that is not held');
    for (const workers of [0, -1, 1.5, 1025, Number.NaN]) {
      bench.expectError(() => bench.host.create({ workers, burst: bench.burst }), new RegExp(String(workers)), `a distributor of ${workers} workers`);
    }
  }),
  ...makeSteppedCases({ name: 'D8 the counters add up, and close says how many packets it dropped', source, promise: 'Contract' }, (bench) => {
    const run = bench.start({ workers: 2, capacity: 64, credits: 32 });
    run.join();
    run.offer(Array.from({ length: 80 }, (_, i) => i));
    run.settle(run.workers, false);
    // The rest is left where it is.
    const taken = run.collect(10);
    run.offer([1000, 1001]);
    const counts = run.target.counters();
    bench.expect(counts !== undefined, 'contract', 'there are no counters');
    const dropped = run.target.close();
    bench.expect(dropped !== undefined, 'contract', 'it cannot be closed');
    if (counts === undefined || dropped === undefined) return;
    run.history.cleared(dropped);
    const { accepted, refused, returned, outstanding } = counts;
    bench.expect(counts.taken === taken, 'contract', `${taken} packets were taken, the counter says ${counts.taken}`);
    bench.expect(accepted === returned + outstanding, 'contract', `accepted ${accepted} is not returned ${returned} + outstanding ${outstanding}`);
    bench.expect(refused >= run.submitted - accepted, 'contract', `${run.submitted} packets were offered, ${accepted} accepted, and only ${refused} counted as refused`);
    bench.expect(dropped === accepted - taken, 'drop-count', `${accepted} packets were accepted, ${taken} taken, and close says it dropped ${dropped}`);
  }),
];

import { PacketBurst } from '@dist/core';
import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

export const r09: readonly SteppedCase[] = [
  ...makeSteppedCases(
    { name: 'a number of workers out of range is an error', source: 'DPDK acc6e5503e (2019): single mode had no upper check', promise: 'Contract' },
    (bench) => {
      for (const workers of [0, 1025, 100_000]) {
        bench.expectError(() => bench.host.create({ workers, burst: bench.burst }), new RegExp(String(workers)), `a distributor of ${workers} workers`);
      }
    },
  ),
  ...makeSteppedCases(
    { name: 'every call works on a distributor that nothing has happened to', source: 'DPDK 917f49cfd0 (2017): single-mode flush and clear_returns fell into burst code', promise: 'Contract' },
    (bench) => {
      const { target } = bench.start({ workers: 2 });
      bench.expect(target.flush(() => false), 'never-ends', 'flush never ends with nothing outstanding');
      bench.expect(target.clearReturns() === 0, 'contract', 'packets were dropped that nobody submitted');
      bench.expect(target.returnedPackets(new PacketBurst(8)) === 0, 'contract', 'packets came back that nobody submitted');
      target.poll();
      bench.expect(target.process(new PacketBurst(8), () => false) === 0, 'contract', 'packets were accepted from an empty burst');
      bench.expect(target.tryProcess(new PacketBurst(8)) === 0, 'contract', 'packets were accepted from an empty burst');
    },
  ),
  ...makeSteppedCases(
    { name: 'poll says -1 while nothing has been given', source: 'DPDK ed4be82d9e (2020): the guide said 0', promise: 'Contract' },
    (bench) => {
      const run = bench.start({ workers: 2 });
      run.join();
      const into = new PacketBurst(bench.burst);
      run.target.poll();
      for (let look = 0; look < 3; look += 1) bench.expect(run.target.pollPackets(0, into) === -1, 'contract', 'poll does not say -1 although nothing was given');
    },
  ),
];

import { PacketBurst } from '@dist/core';
import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

export const r04: readonly SteppedCase[] = [
  ...makeSteppedCases(
    { name: 'every worker call takes nothing to hand back', source: 'DPDK 6bd951b482 (2020): oldpkt[0] was read with a count of 0', promise: 'Contract' },
    (bench) => {
      const { target } = bench.start({ workers: 2 });
      for (const nothing of [undefined, new PacketBurst(1)]) {
        target.requestPackets(0, nothing);
        target.requestPackets(0, nothing);
        target.returnPackets(0, nothing);
        target.returnPackets(1, nothing);
      }
      bench.expect(target.returnedPackets(new PacketBurst(8)) === 0, 'contract', 'packets came back that nobody handed back');
    },
  ),
  ...makeSteppedCases(
    {
      name: 'a worker that leaves with nothing to hand back has left',
      source: 'DPDK f25fe0d5e3 (2020): a leave with 0 packets was ignored',
      promise: 'Work-conserving',
    },
    (bench) => {
      const run = bench.start({ workers: 2 });
      run.join();
      const left = run.leave(0);
      const present = left ? [run.worker(1)] : run.workers;
      run.process(Array.from({ length: 32 }, (_, i) => i), () => run.stepAll(present));
      run.settle(present);
      bench.expect(run.returned.length === 32, 'starved', `${32 - run.returned.length} of 32 packets wait for a worker that has left`, { workers: [0] });
      if (left) run.worker(0).ask();
      run.settle();
    },
  ),
];

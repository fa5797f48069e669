import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

const HOT = 100;

/** Two workers, one of them in a packet of the hot tag; a few packets of other tags, then the hot tag again. */
export const d01: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D1 a tag stays locked until its packet is handed back, whatever else its worker is sent',
    source: 'DPDK burst mode: release() forgets the tags of the burst a worker is in',
    promise: 'Exclusive',
  },
  (bench) => {
    for (let between = 0; between <= 6; between += 1) {
      const run = bench.start({ workers: 2 });
      run.join();
      const held = holdFirst(run, HOT);
      if (held === undefined) continue;
      const { holder, others } = held;
      for (let tag = 1; tag <= between; tag += 1) run.offer([tag]);
      run.settle(others);
      run.offer([HOT]);
      run.settle(others);
      holder.stuck = false;
      run.offer([]);
      run.settle();
    }
  },
);

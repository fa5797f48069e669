import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

/** Pairs of different tags: equal in the low 16 bits, equal but for the lowest bit, equal but for the highest. */
const PAIRS = [
  [0x1_0002, 0x5_0003],
  [0x1234, 0xabcd_1234],
  [8, 9],
  [0, 1],
  [0x7fff_ffff, 0xffff_ffff],
  [0, 0x8000_0000],
] as const;

/** While one worker holds one of the pair, the other worker is asked to take the other. */
export const d05: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D5 different tags never share a lock',
    source: 'DPDK burst mode compares 16 bits of a tag with the lowest set to 1',
    promise: 'Exact',
  },
  (bench) => {
    for (const [first, second] of PAIRS) {
      const run = bench.start({ workers: 2 });
      run.join();
      const held = holdFirst(run, first);
      if (held === undefined) continue;
      const { holder, others } = held;
      run.offer([second]);
      run.settle(others);
      bench.expect(others[0]!.handled.includes(1), 'shared-lock', `the packet of tag ${second} waits for worker ${holder.id}, which is in tag ${first}`, {
        tag: second,
        packets: [1, 0],
        workers: [holder.id],
      });
      holder.stuck = false;
      run.settle();
    }
  },
);

import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

/** Tags that differ in the lowest bit, in the highest, or are all ones or all zeros: each in a worker of its own at the same time. */
export const r10: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'tags 0, 1, 2k, 2k + 1 and 0xffffffff are five flows',
    source: 'DPDK ecb6c4559e (2014): tag | 1 merged flows, and a mask was too narrow',
    promise: 'Exact',
  },
  (bench) => {
    const tags = [0, 1, 2468, 2469, 0xffff_ffff];
    const run = bench.start({ workers: tags.length });
    run.join();
    for (const tag of tags) {
      const held = holdFirst(run, tag);
      bench.expect(held !== undefined, 'shared-lock', `the packet of tag ${tag} waits although a worker is free`, { tag });
    }
    for (const worker of run.workers) worker.stuck = false;
    run.settle();
  },
);

import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

/** Each of four workers is in a tag of its own; then a chunk comes in which these tags stand at every place in turn. */
export const r05: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a packet is held back for its tag at whatever place of a chunk it stands',
    source: 'DPDK 626ceefbf4 (2020): the scalar tag match noted the match for the wrong packet',
    promise: 'Exclusive',
  },
  (bench) => {
    for (let turn = 0; turn < 8; turn += 1) {
      const run = bench.start({ workers: 5 });
      run.join();
      for (const tag of [1, 2, 3, 4]) holdFirst(run, tag);
      const chunk = Array.from({ length: 8 }, (_, i) => (i + turn) % 8);
      run.offer(chunk);
      run.settle(run.workers.filter(({ stuck }) => !stuck));
      for (const worker of run.workers) worker.stuck = false;
      run.offer([]);
      run.settle();
    }
  },
);

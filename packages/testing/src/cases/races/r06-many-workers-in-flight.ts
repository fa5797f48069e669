import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { holdFirst } from '../hold-first.ts';

/** Every worker but one is in a tag of its own; then each of these tags comes again. */
export const r06: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a tag is locked by whichever of many workers has it',
    source: 'DPDK 9699b09803 (2022): a shift overflow hid the tags of workers from number 32 on',
    promise: 'Exclusive',
  },
  (bench) => {
    for (const workers of [40, 63]) {
      const run = bench.start({ workers });
      run.join();
      const tags = Array.from({ length: workers - 1 }, (_, i) => 2 * i);
      for (const tag of tags) holdFirst(run, tag);
      run.offer(tags);
      const free = run.workers.filter(({ stuck }) => !stuck);
      run.settle(free);
      bench.expect(free[0]!.handled.length === 0, 'overlap', `worker ${free[0]!.id} handled packets of locked tags`, { packets: free[0]!.handled });
      for (const worker of run.workers) worker.stuck = false;
      run.offer([]);
      run.settle();
    }
  },
);

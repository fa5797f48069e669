import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** Two distributors of one process are fed in turn; the packets of each must reach both of its asking workers. */
export const d07: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D7 a distributor does not notice that there is another one',
    source: 'DPDK burst mode: the round-robin cursor is a static of process(), shared by all instances',
    promise: 'Work-conserving',
  },
  (bench) => {
    const one = bench.start({ workers: 2 });
    const other = bench.start({ workers: 2 });
    for (const run of [one, other]) run.join();
    for (let tag = 1; tag <= 4; tag += 1) for (const run of [one, other]) run.offer([tag]);
    for (const run of [one, other]) {
      for (let round = 0; round < 6; round += 1) {
        run.target.poll();
        // They take what they are given and do not go on.
        for (const worker of run.workers) if (worker.state === 'asking' || worker.state === 'done') worker.step();
      }
      const empty = run.workers.filter(({ holding }) => holding.length === 0).map(({ id }) => id);
      bench.expect(empty.length === 0, 'starved', `worker ${empty.join(', ')} asks and got none of 4 packets of free tags`, { workers: empty });
      run.settle();
    }
  },
);

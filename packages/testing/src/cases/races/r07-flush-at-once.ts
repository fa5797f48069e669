import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

export const r07: readonly SteppedCase[] = [
  ...makeSteppedCases(
    {
      name: 'a flush right after process leaves nothing outstanding',
      source: 'DPDK 91d6b8235e (2020): flush counted backlogs only, and returned while mailboxes were full',
      promise: 'Finite',
    },
    (bench) => {
      for (const packets of [1, 7, 32, 64]) {
        const run = bench.start({ workers: 2 });
        run.join();
        run.process(Array.from({ length: packets }, (_, i) => i % 5));
        bench.expect(run.flush(), 'never-ends', 'flush never ends');
        run.collect();
        bench.expect(run.returned.length === packets, 'flush-early', `${packets - run.returned.length} of ${packets} packets were outstanding after the flush`);
        run.settle();
      }
    },
  ),
  ...makeSteppedCases(
    {
      name: 'a thousand rounds of join, process, flush and leave all end',
      source: 'DPDK 96c343868d (2019, bug 316): livelock between flush and workers that quit',
      promise: 'Finite',
    },
    (bench) => {
      const run = bench.start({ workers: 3 });
      for (let round = 0; round < 1000; round += 1) {
        for (const worker of run.workers) if (worker.state === 'away') worker.ask();
        run.process([round % 7, round % 3, 5]);
        bench.expect(run.flush(), 'never-ends', `the flush of round ${round} never ends`);
        run.collect();
        for (const worker of run.workers) run.leave(worker.id);
        run.target.poll();
      }
      bench.expect(run.returned.length === 3000, 'flush-early', `${3000 - run.returned.length} of 3000 packets were outstanding after their flush`);
      run.join();
    },
  ),
];

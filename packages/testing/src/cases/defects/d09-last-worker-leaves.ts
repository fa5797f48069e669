import type { SteppedCase } from '../case.ts';
import { untilHolding } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** One worker, 24 packets: some in its hands, some given and not read, some waiting. It finishes what it has and leaves. */
export const d09: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D9 what waits when the last worker leaves waits for the next one',
    source: 'DPDK burst mode: the leave distributes mailbox and backlog to nobody, and does not look at the result',
    promise: 'Once',
  },
  (bench) => {
    for (const tagOf of [(i: number): number => i, (i: number): number => i % 3, (): number => 5]) {
      const run = bench.start({ workers: 2 });
      const [leaver, next] = run.workers;
      leaver!.ask();
      run.settle([leaver!]);
      for (let chunk = 0; chunk < 3; chunk += 1) {
        run.offer(Array.from({ length: 8 }, (_, i) => tagOf(chunk * 8 + i)));
        // It takes the first of them and is then busy.
        if (chunk === 0) untilHolding(run, [leaver!]);
      }
      const left = run.leave(leaver!.id);
      run.target.poll();
      next!.ask();
      run.offer([]);
      run.settle(left ? [next!] : run.workers);
    }
  },
);

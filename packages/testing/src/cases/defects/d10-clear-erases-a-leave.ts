import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** A worker leaves; before the distributor has looked, the caller clears the returns. Then more packets come. */
export const d10: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'D10 clearing the returns does not hide that a worker has left',
    source: 'DPDK: clear_returns wipes the words in which a leave is announced, and the next 8 packets go to a worker that is gone',
    promise: 'Finite',
  },
  (bench) => {
    const run = bench.start({ workers: 2 });
    run.join();
    const [leaver, other] = run.workers;
    // A distributor may make a worker that has asked wait for a packet first: then it has not left, and goes on.
    const present = run.leave(leaver!.id) ? [other!] : run.workers;
    run.clearReturns();
    for (let chunk = 0; chunk < 2; chunk += 1) run.offer(Array.from({ length: 8 }, (_, i) => chunk * 8 + i));
    bench.expect(run.flush(() => run.stepAll(present)), 'never-ends', 'flush waits for ever for a worker that has left', { workers: [0] });
    run.settle(present);
  },
);

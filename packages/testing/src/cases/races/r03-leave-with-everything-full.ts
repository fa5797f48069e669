import type { SteppedCase } from '../case.ts';
import { untilHolding } from '../hold-first.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** A worker leaves while packets lie in what it was given and behind that; it comes back later. */
export const r03: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a worker leaves with everything full and rejoins: all packets are handled once and in order',
    source: 'DPDK 480d5a7c81 (2020): a leave was treated as a request, and packets went on to a worker that was gone',
    promise: 'Once',
  },
  (bench) => {
    for (const tags of [1, 4, 48]) {
      const run = bench.start({ workers: 2 });
      const [leaver, other] = run.workers;
      leaver!.ask();
      run.settle([leaver!]);
      for (let chunk = 0; chunk < 3; chunk += 1) {
        run.offer(Array.from({ length: 8 }, (_, i) => (chunk * 8 + i) % tags));
        if (chunk === 0) untilHolding(run, [leaver!]);
      }
      other!.ask();
      run.target.poll();
      const left = run.leave(leaver!.id);
      run.settle(left ? [other!] : run.workers);
      if (left) leaver!.ask();
      run.offer(Array.from({ length: 24 }, (_, i) => i % tags));
      run.settle();
      bench.expect(run.returned.length === 48, 'lost', `48 packets were submitted and ${run.returned.length} came back`);
    }
  },
);

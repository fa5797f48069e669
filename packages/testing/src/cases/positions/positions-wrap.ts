import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** More packets through one worker, in portions that do not divide a power of two, than its positions can count. */
export const positionCases: readonly SteppedCase[] = makeSteppedCases(
  {
    name: '5000 packets through one worker, whose positions wrap meanwhile, all come back in order',
    source: 'positions that wrap: those of a lane of ours after 1024 packets',
    promise: 'Once',
  },
  (bench) => {
    const run = bench.start({ workers: 1, capacity: 64, credits: 32 });
    run.join();
    for (let sent = 0; sent < 5000; sent += 25) {
      run.process(Array.from({ length: 25 }, (_, i) => i % 3));
      run.settle();
    }
    bench.expect(run.returned.length === 5000, 'lost', `5000 packets were submitted and ${run.returned.length} came back`);
  },
);

import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

/** A worker claims nothing for so long that it counts as stalled; then it asks again, and is the only one left. */
export const stallCases: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a worker that was slow once gets packets again',
    source: 'distributors that tell slow workers from others',
    promise: 'Work-conserving',
  },
  (bench) => {
    const run = bench.start({ workers: 2, credits: 32, capacity: 256 });
    run.join();
    const [sleeper, other] = run.workers;
    sleeper!.stuck = true;
    for (let round = 0; round < 80; round += 1) {
      run.offer(Array.from({ length: 8 }, (_, i) => i));
      run.settle([other!]);
    }
    if (!run.leave(other!.id)) return;
    run.target.poll();
    sleeper!.stuck = false;
    run.offer([100, 101]);
    run.settle([sleeper!]);
    bench.expect(sleeper!.handled.length > 0, 'starved', `worker ${sleeper!.id} asks, is the only one there, and gets nothing`, { workers: [sleeper!.id] });
    if (other!.state === 'away') other!.ask();
    run.settle();
  },
);

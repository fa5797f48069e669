import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';

const source = 'distributors that tell slow workers from others';

/** A worker claims nothing for so long that it counts as stalled; then it asks again, and is the only one left. */
const slowOnce: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'a worker that was slow once gets packets again',
    source,
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

/** A worker is given packets and never takes them, while the other one has always something to do. */
const neverTakes: readonly SteppedCase[] = makeSteppedCases(
  {
    name: 'packets that a worker does not take do not wait for it, although the other one is never idle',
    source,
    promise: 'Work-conserving',
  },
  (bench) => {
    const run = bench.start({ workers: 2, credits: 32, capacity: 256, flowBacklog: 64 });
    run.join();
    const [sleeper, other] = run.workers;
    sleeper!.stuck = true;
    // More tags than a worker may hold, and always more packets than are handled.
    for (let step = 0, tag = 0; step < 2000; step += 1) {
      if (run.refused.count === 0) run.offer(Array.from({ length: 8 }, () => tag++ % 64));
      else run.offer([]);
      other!.step();
      run.collect();
    }
    const oldest = Array.from({ length: 32 }, (_, packet) => packet).filter((packet) => !other!.handled.includes(packet));
    bench.expect(oldest.length === 0, 'starved', `packets ${oldest.join(', ')} of the first 32 wait for worker ${sleeper!.id}, while ${other!.handled.length} were handled`, { packets: oldest });
    sleeper!.stuck = false;
    run.settle();
    while (run.refused.count > 0 && run.process([]) > 0) run.settle();
  },
);

/** Workers that claim nothing while others go on. */
export const stallCases: readonly SteppedCase[] = [...slowOnce, ...neverTakes];

import { Barrier } from './barrier.ts';
import type { LitmusOrder } from './litmus-order.ts';
import { STREAM_OUTCOMES, layoutOf } from './litmus-layout.ts';
import { type StreamTest, sharedOf, threadsOf } from './litmus-test.ts';
import { xorshift } from './xorshift.ts';

/** Runs one thread of a stream test. */
export function runStream(test: StreamTest, { buffer, region, thread, iterations, seconds, seed }: LitmusOrder): void {
  const { memory, words } = sharedOf(buffer);
  const counts = layoutOf(test).counts + thread * STREAM_OUTCOMES;
  const until = performance.now() + 1000 * seconds;
  new Barrier(memory, threadsOf(test), 1000).meet();
  test.threads[thread]!({
    shared: sharedOf(region!),
    steps: iterations,
    late: () => performance.now() > until,
    count: (outcome) => {
      words[counts + outcome]!++;
    },
    random: xorshift(seed + 0x9e3779b9 * (thread + 1)),
  });
}

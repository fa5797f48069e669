// Where nothing moves any more while a worker is stuck in a packet: nothing of a free tag waits while another worker asks, and nothing of
// it is refused. Everything else is where it may be: explored are all ways to come there.
import type { CallerSide } from '../../../src/explore/caller-side.ts';
import { STUCK, distributorProgram } from './distributor-program.ts';
import type { Proof } from './proof.ts';

/** Offers packets, so many at once, and rests after each; then lets the stuck worker go on. */
const resting =
  (...offers: readonly number[]) =>
  (caller: CallerSide): void => {
    for (const count of offers) {
      caller.offer(count);
      caller.rest();
    }
    release(caller);
    // What was refused finds room now.
    caller.rest();
    if (caller.settled < caller.submitted) throw new Error(`${caller.submitted - caller.settled} packets are still out, and nothing moves any more`);
    caller.close();
  };

function release({ context: { cells } }: CallerSide): void {
  cells.store(STUCK, 1);
  cells.notify(STUCK, 8);
}

const single = { burst: 1, credits: 2 };
const LARGE = Array.from({ length: 24 }, (_, packet) => [0, 1, 2, 0, 3, 4, 0, 5][packet % 8]!);

export const rests: readonly Proof[] = [
  { program: distributorProgram('rest: 2 workers, one stuck, 3 tags, 4 packets', { workers: 2, tags: [0, 1, 2, 0], stuckIn: 0, caller: resting(4) }), how: 'states', quick: true },
  { program: distributorProgram('rest in single mode: 2 workers, one stuck, 3 tags, 4 packets', { workers: 2, tags: [0, 1, 2, 0], limits: single, stuckIn: 0, caller: resting(1, 3) }), how: 'states', quick: true },
  {
    program: distributorProgram('rest: 2 workers, one stuck, a full backlog, 2 tags, 7 packets', {
      workers: 2,
      tags: [0, 0, 0, 0, 0, 1, 1],
      limits: { ...single, capacity: 6, flowBacklog: 1 },
      stuckIn: 0,
      caller: resting(1, 6),
    }),
    how: 'states',
    quick: true,
  },
  {
    program: distributorProgram('rest: 2 workers, one stuck, which may die, 2 tags, 3 packets', { workers: 2, tags: [0, 1, 0], limits: single, loss: 'retry', notes: true, mortal: [0], stuckIn: 0, caller: resting(3) }),
    how: 'states',
  },
  {
    program: distributorProgram('rest, large: 4 workers, one stuck, 6 tags, 24 packets', { workers: 4, tags: LARGE, limits: { capacity: 32, flowBacklog: 4 }, stuckIn: 3, caller: resting(5, 10, 9) }),
    how: 'schedules',
    quick: 500,
    schedules: 50_000,
  },
];

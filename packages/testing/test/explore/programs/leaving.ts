// Leave and rejoin, at every step; what a worker leaves behind unclaimed goes to the other one.
import { SIX, handOff, serving, spinning } from './callers.ts';
import { distributorProgram, leaveAfterEach, oneLeaves } from './distributor-program.ts';
import type { Proof } from './proof.ts';

const single = { burst: 1, credits: 2 };

export const leavings: readonly Proof[] = [
  // Woken by each hand-back; one that coalesces them has five times as many states, and is explored with fewer packets.
  { program: distributorProgram('leave and rejoin: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, limits: { coalesceMs: 0 }, caller: serving(3, 3), worker: leaveAfterEach }), how: 'states', quick: true },
  { program: distributorProgram('leave and rejoin, hand-backs coalesced: 1 worker, 2 tags, 4 packets', { workers: 1, tags: [0, 1, 0, 1], caller: serving(2, 2), worker: leaveAfterEach }), how: 'states', quick: true },
  { program: distributorProgram('leave and rejoin: 2 workers, 2 tags, 2 packets', { workers: 2, tags: [0, 1], caller: spinning(2), worker: leaveAfterEach }), how: 'states' },
  { program: distributorProgram('leave and rejoin: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, caller: serving(6), worker: leaveAfterEach }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: distributorProgram('take-back: 2 workers, one leaves and rejoins, 3 tags, 3 packets', { workers: 2, tags: [0, 1, 2], limits: single, caller: handOff(3), worker: oneLeaves }), how: 'states' },
  { program: distributorProgram('take-back: 2 workers, both leave and rejoin, 2 tags, 2 packets', { workers: 2, tags: [0, 1], limits: single, caller: spinning(2), worker: leaveAfterEach }), how: 'states' },
];

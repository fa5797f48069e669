// Publish, claim, hand back; park and wake; packets taken back for an idle worker.
import { SIX, handOff, serving, spinning } from './callers.ts';
import { distributorProgram } from './distributor-program.ts';
import type { Proof } from './proof.ts';

export const handOffs: readonly Proof[] = [
  { program: distributorProgram('hand-off: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, caller: handOff(6) }), how: 'states', quick: true },
  // Of eight buckets, tags 0 and 5 have one in common: a pin counts both.
  { program: distributorProgram('two tags of one bucket: 2 workers, 3 tags, 5 packets', { workers: 2, tags: [0, 5, 1, 5, 0], limits: { capacity: 8, flowBacklog: 8 }, caller: handOff(5) }), how: 'states', quick: true },
  { program: distributorProgram('hand-off in single mode: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, limits: { burst: 1, credits: 2 }, caller: handOff(6) }), how: 'states' },
  { program: distributorProgram('workers come while packets do: 2 workers, 3 tags, 4 packets', { workers: 2, tags: SIX.slice(0, 4), caller: spinning(2, 2) }), how: 'states' },
  { program: distributorProgram('credits run out: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, limits: { burst: 2, credits: 2 }, caller: spinning(3, 3) }), how: 'states', quick: true },
  { program: distributorProgram('event loop: 1 worker, 3 tags, 6 packets', { workers: 1, tags: SIX, caller: serving(3, 3) }), how: 'states', quick: true },
  // Woken by each hand-back: one that coalesces them has too many states with two workers.
  { program: distributorProgram('event loop: 2 workers, 2 tags, 2 packets', { workers: 2, tags: [0, 1], limits: { coalesceMs: 0 }, caller: serving(1, 1) }), how: 'states' },
  { program: distributorProgram('event loop, hand-backs coalesced: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, caller: serving(3, 3) }), how: 'schedules', quick: 500, schedules: 50_000 },
  { program: distributorProgram('event loop, hand-backs coalesced, the tick at any time: 1 worker, 2 tags, 4 packets', { workers: 1, tags: [0, 1, 0, 1], caller: serving(2, 2), timeOuts: true, callerEarlyWakes: 2 }), how: 'states' },
  { program: distributorProgram('park by waitAsync: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: serving(2, 1), eventLoop: true }), how: 'states', quick: true },
  { program: distributorProgram('park by waitAsync: 2 workers, 2 tags, 2 packets', { workers: 2, tags: [0, 1], limits: { coalesceMs: 0 }, caller: spinning(2), eventLoop: true }), how: 'states' },
  { program: distributorProgram('early wakes: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: serving(2, 1), earlyWakes: 2 }), how: 'states', quick: true },
];

// The rest of the distributor's calls: flush, clearReturns, close.
import { spinThenPark } from '@dist/core';
import { SIX, flushing, flushingByEvents } from './callers.ts';
import { distributorProgram } from './distributor-program.ts';
import type { Proof } from './proof.ts';

const early = { workers: 1, limits: { wait: spinThenPark({ spins: 0, parkMs: 1 }) }, timeOuts: true, callerEarlyWakes: 1 };

export const calls: readonly Proof[] = [
  { program: distributorProgram('flush: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: flushing(2, 1) }), how: 'states', quick: true },
  // The distributor's own waits may end without a wake: by their time-out, or for nothing.
  { program: distributorProgram('flush, time-outs and early wakes: 1 worker, 2 tags, 2 packets', { ...early, tags: [0, 1], caller: flushing(2) }), how: 'states', quick: true },
  { program: distributorProgram('flush, time-outs and early wakes: 1 worker, 2 tags, 3 packets', { ...early, tags: [0, 1, 0], caller: flushing(2, 1) }), how: 'states' },
  { program: distributorProgram('flush by events: 1 worker, 2 tags, 3 packets', { workers: 1, tags: [0, 1, 0], caller: flushingByEvents(2, 1) }), how: 'states', quick: true },
  { program: distributorProgram('flush: 2 workers, 1 packet', { workers: 2, tags: [0], caller: flushing(1) }), how: 'states' },
  // Two workers with more packets have too many states.
  { program: distributorProgram('flush: 2 workers, 3 tags, 6 packets', { workers: 2, tags: SIX, caller: flushing(4, 2) }), how: 'schedules', quick: 500, schedules: 50_000 },
  {
    program: distributorProgram('clear returns: 2 workers, 3 tags, 4 packets', {
      workers: 2,
      tags: SIX.slice(0, 4),
      caller: (caller) => {
        caller.process(4);
        caller.clearReturns();
        caller.clearReturns();
        caller.spin();
        caller.close();
      },
    }),
    how: 'states',
  },
  {
    program: distributorProgram('close while packets are out: 2 workers, 3 tags, 4 packets', {
      workers: 2,
      tags: SIX.slice(0, 4),
      caller: (caller) => {
        caller.process(4);
        caller.take();
        caller.close();
      },
    }),
    how: 'states',
    quick: true,
  },
];

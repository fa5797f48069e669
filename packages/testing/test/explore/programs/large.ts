// Too large to be explored whole: a stated number of random schedules.
import type { CallerSide } from '../../../src/explore/caller-side.ts';
import { distributorProgram, leaveAfterEach } from './distributor-program.ts';
import type { Proof } from './proof.ts';

const LARGE = Array.from({ length: 24 }, (_, packet) => [0, 1, 0, 2, 3, 0, 4, 1][packet % 8]!);

const caller = (side: CallerSide): void => {
  while (side.submitted < LARGE.length) {
    side.process(5);
    side.take();
  }
  side.serve();
  side.close();
};

const common = { tags: LARGE, limits: { capacity: 32 }, caller };
const drawn = { how: 'schedules', quick: 500, schedules: 50_000 } as const;

export const larges: readonly Proof[] = [
  { program: distributorProgram('large: 3 workers, 5 tags, 24 packets', { ...common, workers: 3 }), ...drawn },
  { program: distributorProgram('large, single mode: 4 workers, 5 tags, 24 packets', { ...common, workers: 4, limits: { burst: 1, credits: 2, capacity: 32 } }), ...drawn },
  { program: distributorProgram('large, leaving: 3 workers, 5 tags, 24 packets', { ...common, workers: 3, worker: leaveAfterEach }), ...drawn },
  { program: distributorProgram('large, 2 deaths, retry: 4 workers, 5 tags, 24 packets', { ...common, workers: 4, loss: 'retry', mortal: [0, 1, 2, 3], deaths: 2, notes: true }), ...drawn },
  { program: distributorProgram('large, 2 deaths, fail, leaving: 4 workers, 5 tags, 24 packets', { ...common, workers: 4, worker: leaveAfterEach, loss: 'fail', mortal: [0, 1, 2, 3], deaths: 2 }), ...drawn },
];

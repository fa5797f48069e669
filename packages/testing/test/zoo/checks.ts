// The checks that mutants are caught by, under the names that the table of the zoo gives them. Each is the same every time it runs and
// knows no time, except the kind "threads": real threads, of which no two runs are alike, and a clock that ends one that hangs.
import { activityAfterDeath } from './activity-after-death.ts';
import { attempts } from './attempts.ts';
import type { Check } from './check.ts';
import { anyRuns, explorer, proof, stepped, whole } from './check-kinds.ts';
import { notedAfterAPart } from './noted-after-a-part.ts';
import { restingThreads } from './resting-threads.ts';
import { doubleRelease, dyingRinger, impatientSpare, lastLeave, pool, ringFrom } from './programs.ts';

export const checks = {
  'explorer: event loop': explorer(proof('event loop: 1 worker')),
  'explorer: flush': explorer(proof('flush: 1 worker')),
  'explorer: early wakes': explorer(proof('early wakes')),
  'explorer: close': explorer(proof('close while packets are out')),
  'explorer: leave and rejoin': explorer(proof('leave and rejoin: 1 worker')),
  'explorer: new worker in the slot': explorer(proof('death and a new worker in the slot')),
  'explorer: large': explorer(proof('large: 3 workers')),
  'explorer: large, single mode': explorer(proof('large, single mode')),
  'explorer: large, leaving': explorer(proof('large, leaving')),
  'explorer: large, deaths': explorer(proof('large, 2 deaths, retry'), 2000),
  'explorer: large, deaths and leaving': explorer(proof('large, 2 deaths, fail, leaving')),
  'explorer: rest': explorer(proof('rest in single mode')),
  'explorer: rest with a full backlog': explorer(proof('rest: 2 workers, one stuck, a full backlog')),
  'explorer: ring': whole(proof('ring: 4 words')),
  'explorer: ring at 2^31': whole(ringFrom(2 ** 31 - 2)),
  'explorer: ring at 2^32': whole(ringFrom(2 ** 32 - 2)),
  'explorer: pool': whole(pool()),
  'explorer: double release': whole(doubleRelease()),
  'explorer: bell of a dying worker': explorer(dyingRinger(), 3000),
  'explorer: bell of a leave': whole(lastLeave()),
  'explorer: impatient spare': explorer(impatientSpare(), 8000),
  'case: D1': stepped('D1 ', 8),
  'case: D2': stepped('D2 ', 8),
  'case: D3': stepped('D3 400', 8),
  'case: D5': stepped('D5 ', 8),
  'case: D6': stepped('D6 flush ends when every', 8),
  'case: D7': stepped('D7 ', 8),
  'case: D8, misuse': stepped('D8 misuse', 8),
  'case: D8, counters': stepped('D8 the counters', 8),
  'case: D9': stepped('D9 ', 8),
  'case: D10': stepped('D10 ', 8),
  'case: D11': stepped('D11 a stuck', 8),
  'case: D11, no room': stepped('D11 more', 8),
  'case: D12': stepped('D12 ', 8),
  'case: leave after asking': stepped('a leave right after a request', 8),
  'case: leave with everything full': stepped('a worker leaves with everything full', 8),
  'case: full worker': stepped('a call that waits for a full worker', 8),
  'case: nothing to hand back': stepped('every worker call takes nothing', 8),
  'case: matching': stepped('a packet is held back for its tag', 8),
  'case: leave with nothing': stepped('a worker that leaves with nothing', 8),
  'case: many workers in flight': stepped('a tag is locked by whichever', 8),
  'case: flush at once': stepped('a flush right after process', 8),
  'case: clear returns': stepped('clearing the returns', 8),
  'case: number of workers': stepped('a number of workers out of range', 8),
  'case: nothing has happened': stepped('every call works on a distributor', 8),
  'case: nothing given': stepped('poll says -1', 8),
  'case: before any worker': stepped('packets that come before any worker', 8),
  'case: stalled once': stepped('a worker that was slow once', 8),
  'case: positions wrap': stepped('5000 packets through one worker', 8),
  'case: locked until decided': stepped('the tag of a packet that died with its worker', 8),
  'case: died in the slot of a dead one': stepped('a worker that dies in the slot of a dead one', 8),
  'case: died after a part': stepped('a worker that hands a part back and dies', 8),
  'threads: rests': { unit: 'packets', run: restingThreads },
  'script: attempts': { unit: 'packets', run: attempts },
  'script: noted after a part': { unit: 'packets', run: notedAfterAPart },
  'script: activity after a death': { unit: 'runs', run: activityAfterDeath },
  'model: any moves': { unit: 'runs', run: anyRuns },
} as const satisfies Record<string, Check>;

export type CheckName = keyof typeof checks;

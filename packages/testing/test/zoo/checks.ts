// The checks that mutants are caught by, under the names that the table of the zoo gives them. Each is the same every time it runs.
import fc from 'fast-check';
import { coreHost, describeVerdict, exploreAll, exploreRandomly, steppedCases } from '../../src/index.ts';
import type { Exploration, Program, SteppedHost } from '../../src/index.ts';
import { proofs } from '../explore/programs.ts';
import { anyMoves } from '../model/any-moves.ts';
import { activityAfterDeath } from './activity-after-death.ts';
import { attempts } from './attempts.ts';
import { promiseIn } from './check.ts';
import type { Check, Outcome } from './check.ts';
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
  'explorer: large, deaths': explorer(proof('large, 2 deaths, retry')),
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
  'case: D8, misuse': stepped('D8 misuse', 8),
  'case: D8, counters': stepped('D8 the counters', 8),
  'case: D9': stepped('D9 ', 8),
  'case: D10': stepped('D10 ', 8),
  'case: D11': stepped('D11 a stuck', 8),
  'case: D11, no room': stepped('D11 more', 8),
  'case: leave after asking': stepped('a leave right after a request', 8),
  'case: leave with everything full': stepped('a worker leaves with everything full', 8),
  'case: matching': stepped('a packet is held back for its tag', 8),
  'case: leave with nothing': stepped('a worker that leaves with nothing', 8),
  'case: many workers in flight': stepped('a tag is locked by whichever', 8),
  'case: flush at once': stepped('a flush right after process', 8),
  'case: clear returns': stepped('clearing the returns', 8),
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

function proof(start: string): Program {
  const found = proofs.filter(({ program: { name } }) => name.startsWith(start));
  if (found.length !== 1) throw new RangeError(`${found.length} of the explorer's programs start with "${start}"`);
  return found[0]!.program;
}

/** So many schedules of a program, half by PCT and half at random; every access is watched for races. */
function explorer(program: Program, schedules = 500): Check {
  return { unit: 'schedules', run: () => outcomeOf(exploreRandomly(program, { schedules, way: 'mixed', maxSteps: 5000 })) };
}

/** Every execution of a program. */
function whole(program: Program): Check {
  return {
    unit: 'executions',
    run: () => {
      const exploration = exploreAll(program);
      if (exploration.finding === undefined && !exploration.complete) throw new Error(`${program.name} is not explored whole`);
      return outcomeOf(exploration);
    },
  };
}

function outcomeOf({ finding, executions }: Exploration): Outcome {
  if (finding === undefined) return { tried: executions };
  const { kind, text } = finding;
  // Of all executions, the one that fails is not counted.
  return { tried: Math.max(1, executions), text, breach: promiseIn(text) ?? (kind === 'check' ? 'Contract' : kind) };
}

/** A stepped case by its name, on our distributor. */
function stepped(start: string, burst: number): Check {
  const one = steppedCases.find(({ name }) => name.startsWith(start) && name.endsWith(`(burst ${burst})`));
  if (one === undefined) throw new RangeError(`no case starts with "${start}"`);
  return {
    unit: 'packets',
    run: () => {
      let tried = 0;
      const host: SteppedHost = {
        name: '@dist/core, counting',
        create: (options) => {
          const target = coreHost().create(options);
          const requestPackets = target.requestPackets.bind(target);
          target.requestPackets = (worker, handedBack): boolean => {
            tried += handedBack?.count ?? 0;
            return requestPackets(worker, handedBack);
          };
          return target;
        },
      };
      try {
        const verdict = one.run(host);
        if (verdict.kept) return { tried };
        const broken = verdict.violations.map((violation) => violation.promise);
        // What the case is about comes first.
        return { tried, text: describeVerdict(verdict, 1), breach: broken.includes(one.promise) ? one.promise : broken[0]! };
      } catch (error) {
        return { tried, text: String(error), breach: 'threw' };
      }
    },
  };
}

/** The model-based test's property, from one seed. */
function anyRuns(): Outcome {
  const { failed, numRuns, errorInstance } = fc.check(anyMoves, { seed: 1, numRuns: 500, endOnFailure: true });
  if (!failed) return { tried: numRuns };
  const text = errorInstance instanceof Error ? errorInstance.message : String(errorInstance);
  return { tried: numRuns, text, breach: promiseIn(text) ?? 'threw' };
}

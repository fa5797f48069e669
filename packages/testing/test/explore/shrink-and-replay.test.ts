// A schedule is all there is to a failure: it can be written down, replayed with the same trace, and made short.
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { replay } from '../../src/explore/replay.ts';
import { formatSchedule, parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { crossedLocks, lossyCounter, sleepyHandOff, unpublishedMessage } from './small-programs.ts';

const broken = [lossyCounter, crossedLocks, sleepyHandOff, unpublishedMessage];

const switches = (schedule: readonly number[]): number => schedule.filter((actor, step) => step > 0 && actor !== schedule[step - 1]).length;

describe.each(broken)('of "$name"', (program) => {
  it('a finding is replayed with the same failure, and each replay tells the same story', () => {
    const { finding } = exploreAll(program);
    const first = replay(program, finding!.schedule);
    expect(first.failure?.kind).toBe(finding!.kind);
    expect(first.failure?.text).toBe(finding!.text);
    expect(first.lines.length).toBeGreaterThan(3);
    expect(replay(program, first.schedule)).toEqual(first);
    expect(replay(program, parseSchedule(formatSchedule(first.schedule)))).toEqual(first);
  });

  it('what is shrunk still fails in the same way, and has no more switches', () => {
    for (let seed = 1; seed <= 5; seed++) {
      const { finding } = exploreRandomly(program, { seed, way: 'walk' });
      const short = shrink(program, finding!);
      expect(short.kind).toBe(finding!.kind);
      expect(switches(short.schedule)).toBeLessThanOrEqual(switches(finding!.schedule));
      expect(replay(program, short.schedule).failure?.kind).toBe(finding!.kind);
    }
  });

  it('the report ends with a schedule that leads there again', () => {
    const { finding } = exploreAll(program);
    const [, schedule] = /\nschedule: (.*)$/.exec(describeFinding(program, finding!)) ?? [];
    expect(replay(program, parseSchedule(schedule ?? '')).failure?.kind).toBe(finding!.kind);
  });

  it('a seed draws the same schedules again, and another one others', () => {
    const find = (seed: number): readonly number[] | undefined => exploreRandomly(program, { seed, way: 'mixed' }).finding?.schedule;
    expect(find(7)).toEqual(find(7));
    expect(new Set([1, 2, 3, 4, 5, 6].map((seed) => String(find(seed)))).size).toBeGreaterThan(1);
  });
});

describe('a schedule', () => {
  it('that can be shrunk is: a random one of a lost addition comes down to two switches', () => {
    const lengths = [1, 2, 3, 4, 5].map((seed) => switches(shrink(lossyCounter, exploreRandomly(lossyCounter, { seed, way: 'walk' }).finding!).schedule));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(3);
  });

  it('is text that can be read back', () => {
    const schedule = [0, 0, 0, 1, 2, 2, 0, 11];
    expect(formatSchedule(schedule)).toBe('0*3 1 2*2 0 11');
    expect(parseSchedule(formatSchedule(schedule))).toEqual(schedule);
    expect(() => parseSchedule('0*3 x')).toThrow(/"x" is no part of a schedule/);
  });

  it('may name actors that cannot act, and end early: the rest follows by itself', () => {
    const { failure, schedule } = replay(lossyCounter, [1, 1, 0]);
    expect(failure).toBeUndefined();
    expect(schedule.length).toBeGreaterThan(5);
  });
});

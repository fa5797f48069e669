// A schedule is all there is to a failure: it can be written down, replayed with the same trace, and made short.
import { describe, expect, it } from 'vitest';
import { describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Program, ThreadContext } from '../../src/explore/program.ts';
import { replay } from '../../src/explore/replay.ts';
import { formatSchedule, parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { crossedLocks, lossyCounter, sleepyHandOff, spinLock, threads, unpublishedMessage } from './small-programs.ts';

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

describe('a livelock', () => {
  const enters = ({ memory, checkpoint }: ThreadContext, own: number, other: number): void => {
    memory.store(own, 1);
    do checkpoint('give way');
    while (memory.load(other) === 1);
    memory.store(own, 0);
  };
  const polite = threads('one at a time', (context) => enters(context, 0, 1), (context) => enters(context, 1, 0));

  const explorers = [
    ['exploreStates', (program: Program) => exploreStates(program)],
    ['exploreRandomly', (program: Program) => exploreRandomly(program, { way: 'walk', maxSteps: 200 })],
  ] as const;

  it.each(explorers)('that %s finds is shrunk to the way into it, which leads there again', (_, explore) => {
    const { finding } = explore(polite);
    const short = shrink(polite, finding!);
    expect(short.text).toContain('cannot come to an end');
    // Both say that they want to: nothing else matters.
    expect(formatSchedule(short.schedule)).toMatch(/^0\*\d+ 1\*\d+$/);
    expect(short.schedule.length).toBeLessThanOrEqual(6);
    expect(replay(polite, short.schedule, { maxSteps: 2000 }).failure?.kind).toBe('livelock');
    expect(shrink(polite, short)).toEqual(short);
  });

  it('that a thread can still get out of is returned as it is', () => {
    const { finding } = exploreAll(spinLock, { maxSteps: 20 });
    expect(finding?.kind).toBe('livelock');
    expect(shrink(spinLock, finding!)).toBe(finding);
  });

  it('on whose way a thread died is shrunk with the death', () => {
    const program: Program = {
      ...threads('waits for the dead', ({ memory, checkpoint }) => {
        for (;;) {
          checkpoint('look');
          if (memory.load(0) === 1) return;
        }
      }, ({ memory }) => {
        memory.load(1);
        memory.store(0, 1);
      }),
    };
    const mortal: Program = { ...program, threads: program.threads.map((thread, at) => ({ ...thread, mayDie: at === 1 })) };
    expect(exploreStates(program).finding).toBeUndefined();
    const { finding } = exploreStates(mortal);
    expect(finding?.kind).toBe('livelock');
    const { schedule } = shrink(mortal, finding!);
    expect(schedule).toContain(2);
    expect(replay(mortal, schedule, { maxSteps: 2000 }).failure?.kind).toBe('livelock');
  });
});

describe('a schedule', () => {
  it('that can be shrunk is: a random one of a lost addition comes down to two switches', () => {
    const lengths = [1, 2, 3, 4, 5].map((seed) => switches(shrink(lossyCounter, exploreRandomly(lossyCounter, { seed, way: 'walk' }).finding!).schedule));
    expect(Math.max(...lengths)).toBeLessThanOrEqual(3);
  });

  it('is not shrunk into another failure that is shorter', () => {
    // To look after both additions is wrong too, and takes fewer switches than to look between them.
    const program = threads(
      'two faults',
      ({ memory }) => void (memory.add(0, 1), memory.add(0, 1)),
      ({ memory }) => memory.load(0),
    );
    const faulty: Program = { ...program, check: ({ results: [, seen] }) => (seen === 1 ? 'half, seen by thread 1' : seen === 2 ? 'all, seen by thread 1' : undefined) };
    const half = [0, 0, 1, 0, 1];
    const finding = { ...replay(faulty, half).failure!, schedule: half };
    expect(finding.text).toBe('half, seen by thread 1');
    expect(shrink(faulty, finding).text).toBe(finding.text);
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

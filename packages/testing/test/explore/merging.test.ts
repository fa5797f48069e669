// Exploring states against exploring executions: the same outcomes, and a failure where there is one.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import { idlingShapes, programOf, racyShapes, shapes, watched } from './random-programs.ts';
import { lockedCounter, lossyCounter, pingPong, messagePassing, unpublishedMessage, sleepyHandOff } from './small-programs.ts';

const LIMITS = { maxExecutions: 4000, maxSteps: 100 };

describe('exploreStates', () => {
  it.each([
    ['programs', shapes],
    ['programs that idle', idlingShapes],
  ])('finds the outcomes that exploreAll finds, in random %s', (_, all) => {
    let compared = 0;
    fc.assert(
      fc.property(all, (shape) => {
        const byExecutions = watched(programOf(shape));
        if (!exploreAll(byExecutions.program, LIMITS).complete) return;
        const byStates = watched(programOf(shape));
        expect(exploreStates(byStates.program).complete).toBe(true);
        expect([...byStates.outcomes].sort()).toEqual([...byExecutions.outcomes].sort());
        compared++;
      }),
      { numRuns: 200 },
    );
    expect(compared).toBeGreaterThan(100);
  });

  it('fails where exploreAll fails, in random programs that race, deadlock and miss wakes', () => {
    const failed = new Map<string, number>();
    fc.assert(
      fc.property(racyShapes, (shape) => {
        const { finding, complete } = exploreAll(programOf(shape, false), LIMITS);
        if (finding === undefined && !complete) return;
        const other = exploreStates(programOf(shape, false));
        expect(other.finding === undefined).toBe(finding === undefined);
        const kind = finding?.kind ?? 'none';
        failed.set(kind, (failed.get(kind) ?? 0) + 1);
      }),
      { numRuns: 400 },
    );
    for (const kind of ['none', 'race', 'deadlock', 'lost-wake-up']) expect(failed.get(kind), kind).toBeGreaterThan(0);
  });

  it.each([lockedCounter, pingPong, messagePassing])('finds the outcomes that exploreAll finds, and nothing wrong: $name', (program) => {
    const byExecutions = watched(program);
    const executions = exploreAll(byExecutions.program);
    const byStates = watched(program);
    const states = exploreStates(byStates.program);
    expect([executions.complete, executions.finding, states.complete, states.finding]).toEqual([true, undefined, true, undefined]);
    expect([...byStates.outcomes].sort()).toEqual([...byExecutions.outcomes].sort());
    expect(byStates.outcomes.size).toBeGreaterThan(0);
  });

  it.each([
    [lossyCounter, 'check'],
    [unpublishedMessage, 'race'],
    [sleepyHandOff, 'lost-wake-up'],
  ] as const)('finds what is wrong, as exploreAll does: $0.name', (program, kind) => {
    expect(exploreAll(program).finding?.kind).toBe(kind);
    expect(exploreStates(program).finding?.kind).toBe(kind);
  });

  it('fails where exploreAll fails, in random programs that idle for ever', () => {
    const failed = { none: 0, some: 0 };
    fc.assert(
      fc.property(idlingShapes, (shape) => {
        const { finding, complete } = exploreAll(programOf(shape, false), LIMITS);
        if (finding === undefined && !complete) return;
        expect(exploreStates(programOf(shape, false)).finding === undefined).toBe(finding === undefined);
        failed[finding === undefined ? 'none' : 'some']++;
      }),
      { numRuns: 200 },
    );
    expect(Math.min(failed.none, failed.some)).toBeGreaterThan(20);
  });

  it('explores fewer states than there are when it reduces, and all of them when it does not', () => {
    const reduced = watched(pingPong);
    const whole = watched(pingPong);
    const { states } = exploreStates(reduced.program);
    expect(states).toBeLessThan(exploreStates(whole.program, { reduce: false }).states);
    expect([...reduced.outcomes].sort()).toEqual([...whole.outcomes].sort());
  });
});

// `pnpm prove` says that a program holds when all was done that was stated, and not when its time had passed.
import { describe, expect, it } from 'vitest';
import { proveProgram } from './prove-program.ts';
import { lossyCounter, messagePassing, spinLock } from './small-programs.ts';

const effort = { quick: false, seed: 1, milliseconds: Infinity };
const noTime = { ...effort, milliseconds: -1 };

describe('a program holds', () => {
  it('by the schedules that were stated, all of them', () => {
    const proof = { program: messagePassing, how: 'schedules', schedules: 40, quick: 10 } as const;
    expect(proveProgram(proof, effort)).toMatchObject({ exploration: { executions: 40, finding: undefined }, complaints: [] });
    expect(proveProgram(proof, { ...effort, quick: true })).toMatchObject({ exploration: { executions: 10 }, complaints: [] });
    expect(proveProgram(proof, noTime).complaints).toEqual(['only 0 of 40 schedules']);
  });

  it('explored whole', () => {
    for (const how of ['states', 'executions'] as const) {
      expect(proveProgram({ program: messagePassing, how }, effort).complaints).toEqual([]);
      expect(proveProgram({ program: messagePassing, how }, noTime).complaints).toEqual(['not explored whole']);
    }
  });

  it('by at least one schedule', () => {
    expect(proveProgram({ program: messagePassing, how: 'schedules' }, effort).complaints).toEqual(['only 0 of 0 schedules']);
  });

  it('with checkpoints that keep their promise', () => {
    const complaints = proveProgram({ program: { ...spinLock, incidental: ['#gone'] }, how: 'states' }, effort).complaints;
    expect(complaints).toEqual([expect.stringContaining('no state has the fields #gone')]);
  });
});

it('a finding ends an exploration, and is no lack of time', () => {
  const { exploration, complaints } = proveProgram({ program: lossyCounter, how: 'schedules', schedules: 1000 }, effort);
  expect(exploration.finding?.kind).toBe('check');
  expect(complaints).toEqual([]);
});

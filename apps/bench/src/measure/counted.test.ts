import { describe, expect, it } from 'vitest';
import { countedOf } from './counted.ts';
import type { RecordedSample } from './result.ts';
import { inTurn } from './run-case.ts';

const sample = (foreignCores: number, disturbed: boolean): RecordedSample => ({
  values: {},
  disturbed,
  load: { wallMs: 100, ownCpuMs: 200, foreignCores, involuntarySwitches: 0 },
});

describe('of the runs of a variant', () => {
  it('the undisturbed ones count, when they are half of those wanted', () => {
    const clean = [sample(0.1, false), sample(0, false), sample(0.05, false)];
    expect(countedOf([...clean, sample(0.5, true)], 5)).toEqual(clean);
  });

  it('undisturbed ones count before all others', () => {
    const clean = [sample(0.1, false), sample(0.1, false)];
    const samples = [...[0.05, 0.05, 0.05].map((foreign) => sample(foreign, true)), ...clean];
    expect(countedOf(samples, 5).slice(0, 2)).toEqual(clean);
    expect(countedOf(samples, 5)).toHaveLength(5);
  });

  it('else as many as wanted, the most disturbed ones left out', () => {
    const samples = [0.9, 0.3, 0.05, 0.2, 0.4, 0.6].map((foreign) => sample(foreign, foreign > 0.1));
    expect(countedOf(samples, 3).map(({ load }) => load.foreignCores)).toEqual([0.05, 0.2, 0.3]);
  });
});

it('in rounds, everybody has a turn, and follows now this one and now that one', () => {
  const names = ['a', 'b', 'c', 'd', 'e', 'f'];
  const rounds = Array.from({ length: 10 }, (_, round) => inTurn(names, round));
  for (const round of rounds) expect([...round].sort()).toEqual(names);
  for (const name of names) {
    const before = new Set(rounds.map((round) => round[round.indexOf(name) - 1]).filter((other) => other !== undefined));
    expect(before.size).toBeGreaterThan(2);
  }
});

import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { describeJudgement } from './describe-judgement.ts';
import { describeTable } from './describe-table.ts';
import { judge } from './judge.ts';
import { layoutOf, nameOf } from './litmus-layout.ts';
import type { CellTest } from './litmus-test.ts';

const test: CellTest = {
  kind: 'cells',
  name: 'a test',
  about: 'about',
  lines: 1,
  actors: [() => 0, () => 0],
  observes: [['x'], ['y', 'z']],
  outcomes: { 'x=0 y=0 z=0': { grade: 'allowed' }, 'x=1 y=0 z=0': { grade: 'forbidden', why: 'a reason' } },
};

describe('a judgement', () => {
  it('holds when only allowed outcomes were seen', () => {
    expect(judge(test, new Map([['x=0 y=0 z=0', 5]]))).toMatchObject({ verdict: 'holds', total: 5 });
  });

  it('is against a run that saw a forbidden outcome once in a million, and the table says which', () => {
    const judgement = judge(test, new Map([['x=0 y=0 z=0', 999_999], ['x=1 y=0 z=0', 1]]));
    expect(judgement.verdict).toBe('forbidden');
    expect(describeJudgement(test, judgement)).toMatch(/FORBIDDEN OUTCOME SEEN, 1 000 000 times[^]*x=1 y=0 z=0 +1 +forbidden +a reason/);
  });

  it('is against an outcome that the test does not know', () => {
    expect(judge(test, new Map([['x=2 y=0 z=0', 1]])).verdict).toBe('forbidden');
  });

  it('says blind when what must be seen was not', () => {
    const sensitive = { ...test, mustSee: 'x=0 y=0 z=0' };
    expect(judge(sensitive, new Map()).verdict).toBe('blind');
    expect(judge(sensitive, new Map([['x=0 y=0 z=0', 1]])).verdict).toBe('holds');
  });
});

describe('the table', () => {
  const rowOf = (seen: Readonly<Record<string, number>>, wanted: number, crowded: boolean): string =>
    describeTable([{ test, judgement: judge(test, new Map(Object.entries(seen))), crowded }], wanted).split('\n').slice(2).join('\n');

  it('has the races of each test and the forbidden outcomes that were seen', () => {
    expect(rowOf({ 'x=0 y=0 z=0': 2_000_896 }, 2_000_000, false)).toBe('| a test | 2 | 2 000 896 | 0 |  |');
    expect(rowOf({ 'x=0 y=0 z=0': 2_000_000, 'x=1 y=0 z=0': 2, 'x=2 y=2 z=2': 1 }, 2_000_000, false)).toBe('| a test | 2 | 2 000 003 | 3 |  |');
  });

  it('says when the time was over before the count, and when threads had to take turns', () => {
    expect(rowOf({ 'x=0 y=0 z=0': 5 }, 2_000_000, true)).toMatch(/^\| a test \| 2 \\\* \| 5 † \| 0 \| {2}\|\n\n\\\* more threads .*\n† the time was over/u);
  });
});

describe('the catalog', () => {
  it('names every outcome as the threads tell it, and no test twice', () => {
    expect(new Set(catalog.map(({ name }) => name)).size).toBe(catalog.length);
    for (const one of catalog) {
      expect(one.mustSee === undefined || one.mustSee in one.outcomes, one.name).toBe(true);
      if (one.kind !== 'cells') continue;
      const names = new Set(Array.from({ length: layoutOf(one).outcomes }, (_, key) => nameOf(one.observes, key)));
      for (const name of Object.keys(one.outcomes)) expect(names, one.name).toContain(name);
    }
  });
});

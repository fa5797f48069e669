import { describe, expect, it } from 'vitest';
import type { CaseResult, Results, Row } from '../measure/result.ts';
import { allCases } from '../cases/all-cases.ts';
import { brokenRows, checkTargets, targetsText } from './check-targets.ts';
import { named, ours, ratio, value } from './target.ts';
import type { Target } from './target.ts';
import { targets } from './targets.ts';

function row(variant: string, median?: number, more: Partial<Row> = {}): Row {
  const values = median === undefined ? {} : { rate: { median, min: median, max: median } };
  return { variant, count: 1, values, used: 1, dropped: 0, disturbed: false, samples: [], ...more };
}

function results(...rows: Row[]): Results {
  const only: CaseResult = { id: 'a', title: 'A', metrics: [{ name: 'rate', unit: '1/s', better: 'more' }], rows };
  const machine = { processor: '', cores: 2, memoryGiB: 1, system: '', node: '', v8: '', code: 'source', loadBefore: 0 } as const;
  return { format: 1, started: '', seconds: 0, machine, spinsPerMicrosecond: 1, rounds: 1, scale: 1, cases: [only], skipped: [] };
}

const against: Target = {
  text: 'against the peer',
  bound: 'at least',
  required: 2,
  aim: 4,
  form: 'times',
  measure: ratio('least', [ours('a', 'rate'), named('a', 'rate', 'peer')]),
};
const verdictOf = (target: Target, ...rows: Row[]): string => checkTargets([target], results(...rows))[0]!.verdict;

describe('checkTargets', () => {
  it('takes the better of our variants, by the direction of the metric', () => {
    expect(verdictOf(against, row('dist, slow', 10), row('dist, fast', 50), row('peer', 10))).toBe('aim met');
  });

  it('tells met from aim met, and missed from both', () => {
    expect(verdictOf(against, row('dist', 20), row('peer', 10))).toBe('met');
    expect(verdictOf(against, row('dist', 19.9), row('peer', 10))).toBe('MISSED');
  });

  it('turns round for what must be small', () => {
    const small: Target = { ...against, bound: 'at most', required: 1, aim: 0.5, measure: value(ours('a', 'rate')) };
    expect([0.4, 0.8, 1.2].map((median) => verdictOf(small, row('dist', median)))).toEqual(['aim met', 'met', 'MISSED']);
  });

  it('says why a peer has no number, and does not call that missed', () => {
    const [checked] = checkTargets([against], results(row('dist', 1), row('peer', undefined, { absent: 'it is not installed' })));
    expect(checked).toMatchObject({ verdict: 'not measured', details: ['it is not installed'] });
  });

  it('marks what rests on disturbed runs', () => {
    const text = targetsText(checkTargets([against], results(row('dist', 9, { disturbed: true }), row('peer', 1))));
    expect(text).toContain('against the peer *');
  });
});

it('finds our broken order, and leaves that of others to the table', () => {
  const verification = { kept: false, text: 'broken' };
  expect(brokenRows(results(row('dist, a', 1, { verification }), row('peer', 1, { verification })))).toEqual(['a/dist, a']);
});

it('has targets only on cases and variants that exist', () => {
  const cases = allCases.map(({ id, title, metrics, variants }) => ({
    id,
    title,
    metrics,
    rows: variants.map(({ name }) => ({ ...row(name), values: Object.fromEntries(metrics.map((metric) => [metric.name, { median: 1, min: 1, max: 1 }])) })),
  }));
  const checked = checkTargets(targets, { ...results(), cases });
  expect(checked.filter(({ verdict }) => verdict === 'not measured')).toEqual([]);
});

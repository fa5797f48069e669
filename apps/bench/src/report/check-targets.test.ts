import { describe, expect, it } from 'vitest';
import type { CaseResult, Results, Row } from '../measure/result.ts';
import { allCases } from '../cases/all-cases.ts';
import { brokenRows, checkTargets, formatBound, formatMeasured, summaryText, targetsText, shortRunText } from './check-targets.ts';
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

  it('has no verdict when one of several peers to be held against has no number', () => {
    const best: Target = { ...against, measure: ratio('least', [ours('a', 'rate'), named('a', 'rate', 'peer', 'better peer')]) };
    expect(verdictOf(best, row('dist', 40), row('peer', 10), row('better peer', 20))).toBe('met');
    expect(verdictOf(best, row('dist', 40), row('peer', 10), row('better peer', undefined, { failed: 'it broke down' }))).toBe('not measured');
    expect(verdictOf(best, row('dist', 40), row('peer', 10))).toBe('not measured');
  });

  it('marks what rests on disturbed runs', () => {
    const text = targetsText(checkTargets([against], results(row('dist', 9, { disturbed: true }), row('peer', 1))));
    expect(text).toContain('against the peer *');
  });
});

describe('targetsText', () => {
  const missed = checkTargets([against], results(row('dist', 9), row('peer', 9)));
  const unknown = checkTargets([against, against], results(row('dist', 1), row('peer', undefined, { absent: 'it is not installed' })));

  it('explains a missed target below its row, and gives each reason for a missing number once', () => {
    const lines = targetsText([...missed, ...unknown]).split('\n');
    expect(lines[2]).toMatch(/against the peer +at least 2 × +4 × +1\.00 × +MISSED/);
    expect(lines[3]).toBe('      a: dist against peer 1.00');
    expect(lines.filter((line) => line.includes('it is not installed'))).toEqual(['  no number: it is not installed']);
  });

  it('says below a target that is met, too, which rows it rests on', () => {
    const met = checkTargets([against], results(row('dist, burst 8', 30), row('dist', 20), row('peer', 10)));
    expect(targetsText(met)).toContain('      a: dist, burst 8 against peer 3.00');
  });

  it('calls a run with fewer rounds or smaller counts no verdict', () => {
    const full = results(row('dist', 1));
    expect(shortRunText({ ...full, rounds: 5, scale: 1 })).toBeUndefined();
    expect(shortRunText({ ...full, rounds: 3, scale: 1 })).toContain('3 rounds at scale 1');
    expect(shortRunText({ ...full, rounds: 5, scale: 0.5 })).toContain('no verdict');
  });

  it('counts the verdicts', () => {
    expect(summaryText([...missed, ...unknown])).toBe('3 targets: 1 MISSED, 2 not measured');
  });
});

it.each([
  ['times', 1.5, '1.5 ×', '1.50 ×'],
  ['times', 0.05, '0.05 ×', '0.0500 ×'],
  ['times', 200, '200 ×', '200 ×'],
  ['share', 0.95, '95 %', '95.0 %'],
  ['bytes', 3e8, '300 MB', '300 MB'],
  ['bytes', 1e6, '1 MB', '1.00 MB'],
  ['bytes', 0, '0 B', '0 B'],
  ['count', 0, '0', '0'],
] as const)('writes a bound of %s %d as %s, and a measured value as %s', (form, value, bound, measured) => {
  const target: Target = { ...against, form };
  expect([formatBound(value, target), formatMeasured(value, target)]).toEqual([bound, measured]);
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

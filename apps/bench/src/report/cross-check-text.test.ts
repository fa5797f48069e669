import { expect, it } from 'vitest';
import type { CaseResult, Row } from '../measure/result.ts';
import { crossCheckText } from './cross-check-text.ts';

const row = (variant: string, ...medians: number[]): Row => {
  const values = Object.fromEntries(medians.map((median, i) => [`m${i}`, { median, min: median, max: median }]));
  return { variant, count: 1, values, used: medians.length === 0 ? 0 : 1, dropped: 0, disturbed: false, samples: [] };
};

const result = (...rows: Row[]): CaseResult => ({
  id: 'a',
  title: 'A',
  metrics: ['m0', 'm1'].map((name) => ({ name, unit: '1/s', better: 'more' })),
  crossCheck: ['ours', 'theirs'],
  rows,
});

it('sets one variant against the other, metric by metric', () => {
  expect(crossCheckText(result(row('theirs', 4, 100), row('ours', 6, 50)))).toBe('ours against theirs: m0 1.50 ×, m1 0.500 ×');
});

it('says nothing when one of them was not measured, or there is nothing to check', () => {
  expect(crossCheckText(result(row('ours', 6, 50), row('theirs')))).toBeUndefined();
  expect(crossCheckText(result(row('ours', 6, 50)))).toBeUndefined();
  const { id, title, metrics, rows } = result(row('ours', 6, 50));
  expect(crossCheckText({ id, title, metrics, rows })).toBeUndefined();
});

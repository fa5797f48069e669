import { expect, it } from 'vitest';
import type { Results, Row } from '../measure/result.ts';
import { changesBetween, comparisonText } from './compare.ts';

const row = (variant: string, median: number): Row => {
  const values = { rate: { median, min: median - 1, max: median + 1 } };
  return { variant, count: 1, values, used: 1, dropped: 0, disturbed: false, samples: [] };
};

function results(started: string, node: string, ...rows: Row[]): Results {
  const machine = { processor: 'p', cores: 2, memoryGiB: 1, system: '', node, v8: '', code: 'source', loadBefore: 0 } as const;
  const only = { id: 'a', title: 'A', metrics: [{ name: 'rate', unit: '1/s', better: 'more' } as const], rows };
  return { format: 1, started, seconds: 0, machine, spinsPerMicrosecond: 1, rounds: 1, scale: 1, cases: [only], skipped: [] };
}

const before = results('first', 'v24', row('dist', 100), row('peer', 50), row('gone', 1));
const after = results('second', 'v26', row('dist', 300), row('peer', 100), row('new', 1));

it('takes the drift of the others off our change, and leaves out what only one run has', () => {
  expect(changesBetween(before, after)).toEqual([
    { name: 'a/dist', before: 100, after: 300, factor: 3, ownFactor: 1.5, apart: true },
    { name: 'a/peer', before: 50, after: 100, factor: 2, ownFactor: 1, apart: true },
  ]);
});

it('measures nothing of ours by ourselves', () => {
  const slower = results('x', 'v24', { ...row('4 workers', 300), ours: true });
  expect(changesBetween(results('y', 'v24', { ...row('4 workers', 100), ours: true }), slower)).toMatchObject([{ factor: 3, ownFactor: undefined }]);
});

it('compares every metric, and finds no change where there was nothing before and after', () => {
  const two = (rate: number, garbage: number): Results => {
    const both = { ...row('dist', rate), values: { rate: { median: rate, min: rate, max: rate }, garbage: { median: garbage, min: garbage, max: garbage } } };
    const one = results('x', 'v24', both);
    return { ...one, cases: [{ ...one.cases[0]!, metrics: [...one.cases[0]!.metrics, { name: 'garbage', unit: '', better: 'less' }] }] };
  };
  expect(changesBetween(two(1, 0), two(2, 0))).toMatchObject([{ name: 'a/dist', factor: 2 }, { name: 'a/dist, garbage', factor: 1 }]);
});

it('says of what was nothing before that it came from 0', () => {
  const none = results('x', 'v24', row('dist', 0), row('peer', 50));
  const text = comparisonText(none, results('y', 'v24', row('dist', 4096), row('peer', 50)));
  expect(text).toMatch(/a\/dist +0 +4096 +from 0 ! +from 0$/m);
  expect(text).not.toContain('Infinity');
});

it('says when the runs were not of one size', () => {
  expect(comparisonText(before, { ...after, scale: 0.5 })).toContain('not the same scale: 1 and 0.5');
});

it('does not call values apart whose ranges overlap', () => {
  expect(changesBetween(before, results('x', 'v24', row('dist', 101)))).toMatchObject([{ apart: false, ownFactor: undefined }]);
});

it('says when the runs were made on different machines', () => {
  expect(comparisonText(before, after)).toContain('not the same node: v24 and v26');
});

import { expect, it } from 'vitest';
import type { CaseResult, Row } from '../measure/result.ts';
import { caseText } from './print-case.ts';

const row = (variant: string, more: Partial<Row> = {}): Row => {
  return { variant, count: 1, values: { rate: { median: 5, min: 4, max: 6 } }, used: 5, usedDisturbed: 0, dropped: 0, disturbed: false, samples: [], ...more };
};
const text = (...rows: Row[]): string => {
  const result: CaseResult = { id: 'a', title: 'A', metrics: [{ name: 'rate', unit: '1/s', better: 'more' }], rows };
  return caseText(result);
};

it('says how many runs a median rests on, and how many of these were disturbed', () => {
  const lines = text(row('x', { used: 9, dropped: 1 }), row('y', { used: 5, usedDisturbed: 3, dropped: 2, disturbed: true })).split('\n');
  expect(lines[1]).toMatch(/runs +disturbed +dropped +others +order$/);
  expect(lines[2]).toMatch(/ x .* 9 +0 +1 +–/);
  expect(lines[3]).toMatch(/ y \* .* 5 +3 +2 +–/);
});

it('guesses nothing about a file that does not say it', () => {
  const { usedDisturbed, ...older } = row('x', { disturbed: true });
  expect(usedDisturbed).toBe(0);
  expect(text(older)).toMatch(/ x \* .* 5 +\? +0 +–/);
});

it('tells kept, broken and unchecked apart, with the reason', () => {
  const lines = text(
    row('good', { verification: { kept: true, text: 'all of it' } }),
    row('bad', { verification: { kept: false, text: 'swapped' } }),
    row('unknown', { verification: { kept: null, text: 'no tool' } }),
  );
  expect(lines).toMatch(/good .* kept$/m);
  expect(lines).toMatch(/bad .* BROKEN$/m);
  expect(lines).toMatch(/unknown .* unchecked$/m);
  expect(lines).toContain('  bad: order swapped');
  expect(lines).toContain('  unknown: order not checked, no tool');
  expect(lines).not.toContain('all of it');
});

import { expect, it } from 'vitest';
import { formatValue } from './format-value.ts';

it('keeps three digits that matter', () => {
  expect([45_123_456, 312_345, 9999, 17.345, 0.04217, 0, 2e9, NaN].map(formatValue)).toEqual([
    '45.1 M',
    '312 k',
    '9999',
    '17.3',
    '0.0422',
    '0',
    '2.00 G',
    '–',
  ]);
});

it('rounds before it chooses digits and prefix', () => {
  expect([99.96, 9.996, 999_950, 9_996_000].map(formatValue)).toEqual(['100', '10.0', '1.00 M', '10.0 M']);
});

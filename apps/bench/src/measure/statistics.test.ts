import { describe, expect, it } from 'vitest';
import { percentile, summarize } from './statistics.ts';

describe('percentile', () => {
  it('interpolates between neighbours', () => {
    expect([0, 0.25, 0.5, 0.99, 1].map((p) => percentile([10, 20, 30, 40, 50], p))).toEqual([10, 20, 30, 49.6, 50]);
  });

  it('is the value itself where there is one, and NaN where there is none', () => {
    expect([percentile([7], 0), percentile([7], 0.999), percentile([], 0.5)]).toEqual([7, 7, NaN]);
  });
});

describe('summarize', () => {
  it('sorts by number, not by text', () => {
    expect(summarize([100, 9, 1e9, 20])).toEqual({ median: 60, min: 9, max: 1e9 });
  });
});

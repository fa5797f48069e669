import { describe, expect, it } from 'vitest';
import { DRIFT_BOUND, type MemorySample, memoryOutcome } from './memory-watch.ts';
import { describeDrift } from './soak-report.ts';

const MIB = 2 ** 20;

/** Samples of a run, in MiB. */
function run(samples: number, at: (i: number) => Partial<MemorySample>): MemorySample[] {
  return Array.from({ length: samples }, (_, i) => {
    const { heap = 10, buffers = 5, rss = 100 } = at(i);
    return { heap: heap * MIB, buffers: buffers * MIB, rss: rss * MIB };
  });
}

describe('memory', () => {
  it('is not called flat before there are eight samples', () => {
    for (const samples of [0, 3, 7]) expect(memoryOutcome(run(samples, () => ({})))).toEqual({ samples, drift: undefined, memoryIs: 'not measured' });
    expect(memoryOutcome(run(8, () => ({})))).toEqual({ samples: 8, drift: { heap: 0, buffers: 0, rss: 0 }, memoryIs: 'flat' });
  });

  it.each([
    ['heap', { samples: 24, drift: { heap: 18 * MIB, buffers: 0, rss: 0 }, memoryIs: 'drifting' }],
    ['buffers', { samples: 24, drift: { heap: 0, buffers: 18 * MIB, rss: 0 }, memoryIs: 'drifting' }],
  ] as const)('drifts when %s grows all the time', (part, outcome) => {
    expect(memoryOutcome(run(24, (i) => ({ [part]: 100 + i })))).toEqual(outcome);
  });

  it('drifts when each end of a thread leaves something in RSS, and not when threads come and go', () => {
    expect(memoryOutcome(run(24, (i) => ({ rss: 100 + 3 * i })))).toMatchObject({ drift: { rss: 54 * MIB }, memoryIs: 'drifting' });
    expect(memoryOutcome(run(24, (i) => ({ rss: 100 + 40 * (i % 2) + i })))).toMatchObject({ memoryIs: 'flat' });
  });

  it('that grew is not hidden by a peak at the start, nor by a dip at the end', () => {
    const grown = (i: number): number => (i === 2 ? 300 : i === 22 ? 90 : 100 + 4 * i);
    expect(memoryOutcome(run(24, (i) => ({ rss: grown(i) }))).memoryIs).toBe('drifting');
  });

  it('that was not measured is told so', () => {
    const text = (samples: number, rss: number): string => describeDrift(memoryOutcome(run(samples, (i) => ({ rss: 100 + i * rss }))), DRIFT_BOUND);
    expect(text(3, 0)).toBe('memory not measured: 3 samples, of 8 that it takes');
    expect(text(24, 1)).toBe('memory is flat: heap +0.0 MiB of 4.0 MiB, buffers +0.0 MiB of 1.0 MiB, rss +18.0 MiB of 48.0 MiB, 24 samples');
    expect(text(24, 3)).toMatch(/^memory DRIFTS: /u);
  });
});

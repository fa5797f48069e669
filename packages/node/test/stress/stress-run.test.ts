// The stress command in small, so that every test run has it: `pnpm stress` does the same with millions.
import { hotTag, uniformTags } from '@dist/testing';
import { describe, expect, it } from 'vitest';
import { stressRun } from './stress-run.ts';

describe.each([1, 8, 32])('workers that leave and rejoin all the time, burst %d', (burst) => {
  it.each(['atomic', 'plain'] as const)('keep all that does not need a death (%s gate)', async (gate) => {
    const workload = gate === 'atomic' ? hotTag({ tags: 64, share: 0.5, seed: 1 }) : uniformTags({ tags: 64, seed: 1 });
    const { verdict, returned, leaves, rests } = await stressRun({ workload, tags: 64, packets: 20_000, burst, workers: 2, gate, seed: burst, restEvery: 2000 });
    expect(verdict.violations).toEqual([]);
    expect(verdict).toMatchObject({ kept: true, total: 0, scope: `20000 packets of 64 tags, checked live; ${rests} rests and 1 ends of flushes of 20000 packets` });
    expect(verdict.checked).toEqual(['Exclusive', 'Ordered', 'Once', 'Work-conserving', 'Isolated', 'Finite']);
    expect(returned).toBe(20_000);
    expect(leaves).toBeGreaterThan(0);
  });
});

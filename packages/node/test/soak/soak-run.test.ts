// The soak in small, so that every test run has it, and what it would find. `pnpm soak` does the same with millions.
import { hotTag, uniformTags } from '@dist/testing';
import { describe, expect, it } from 'vitest';
import { Cargo } from './cargo.ts';
import { type SoakOptions, soakRun } from './soak-run.ts';

const small: SoakOptions = {
  packets: 200_000,
  milliseconds: Infinity,
  workload: hotTag({ tags: 64, share: 0.2, seed: 1 }),
  tags: 64,
  workers: 2,
  burst: 32,
  gate: 'atomic',
  seed: 1,
  faults: 30,
};

describe('a soak', () => {
  it('keeps every promise while threads end, handlers throw and get stuck, and flushes and clears fall in between', async () => {
    const outcome = await soakRun(small);
    expect(outcome.findings).toEqual([]);
    expect(outcome.violations).toBe(0);
    expect([...outcome.checked].sort()).toEqual(['Crash-exact', 'Exclusive', 'Finite', 'Isolated', 'Once', 'Ordered', 'Work-conserving']);
    expect(outcome.packets + outcome.dropped).toBeGreaterThanOrEqual(small.packets);
    const { kill, stuck, throw: throws, slow, flush, 'stuck and killed': doomed, 'clear returns': clears } = outcome.faults;
    // By chance all suspects may be retried, or all given up.
    for (const count of [kill, stuck, doomed, throws, slow, flush, clears, outcome.retried + outcome.failed]) expect(count).toBeGreaterThan(0);
  });

  it('keeps every promise at burst 1, seen without an order of the check itself', async () => {
    const outcome = await soakRun({ ...small, packets: 30_000, burst: 1, gate: 'plain', workload: uniformTags({ tags: 64, seed: 2 }), seed: 2 });
    expect(outcome.findings).toEqual([]);
    expect(outcome.violations).toBe(0);
  });

  it('finds results that are not what the handlers said', async () => {
    const outcome = await soakRun({ ...small, packets: 20_000, worker: new URL('./forgetful.worker.ts', import.meta.url) });
    expect(outcome.violations).toBeGreaterThan(0);
    expect(outcome.findings[0]).toMatch(/^handle \d+ of tag \d+ came back done in place of failed$/);
  });
});

describe('what is out', () => {
  it('comes back once, with its tag, its outcome and its attempts', () => {
    const cargo = new Cargo(4);
    const handle = cargo.submit(7, 0);
    expect(cargo.returned(8, handle, 0, 1)).toBe(`handle ${handle} came back with tag 8, and no such packet was out`);
    cargo.retried(handle, 1);
    expect(cargo.returned(7, handle, 1, 1)).toBe(`handle ${handle} of tag 7 was retried, and came back after 1 attempts in place of 2`);
    expect(cargo.returned(7, handle, 1, 2)).toBe(`handle ${handle} came back with tag 7, and no such packet was out`);
  });

  it('is counted, and can be dropped', () => {
    const cargo = new Cargo(4);
    for (const tag of [1, 2, 3]) cargo.submit(tag, 0);
    expect([cargo.out, cargo.room]).toEqual([3, 1]);
    expect([cargo.dropAll(), cargo.out, cargo.room]).toEqual([3, 0, 4]);
  });
});

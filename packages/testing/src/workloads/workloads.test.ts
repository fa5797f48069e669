import { describe, expect, it } from 'vitest';
import { collidingTags, lowFifteenBits } from './colliding-tags.ts';
import { hotTag } from './hot-tag.ts';
import { oneTag } from './one-tag.ts';
import { Random } from './random.ts';
import type { TagWorkload } from './tag-workload.ts';
import { uniformTags } from './uniform-tags.ts';
import { zipfTags } from './zipf-tags.ts';

const DRAWS = 200_000;

function draw(workload: TagWorkload, count: number): number[] {
  return Array.from({ length: count }, () => workload.next());
}

function shares(workload: TagWorkload): Map<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < DRAWS; i += 1) {
    const tag = workload.next();
    counts.set(tag, (counts.get(tag) ?? 0) + 1 / DRAWS);
  }
  return counts;
}

describe('Random', () => {
  it('is xoshiro128** seeded through splitmix32', () => {
    // The published reference code, written out with BigInt, from the state that seed 7 gives.
    const word = (value: bigint): bigint => BigInt.asUintN(32, value);
    const rotate = (value: bigint, by: bigint): bigint => word((value << by) | (value >> (32n - by)));
    const step = (s: bigint[]): bigint => {
      const result = word(rotate(word(s[1]! * 5n), 7n) * 9n);
      const t = word(s[1]! << 9n);
      s[2]! ^= s[0]!;
      s[3]! ^= s[1]!;
      s[1]! ^= s[2]!;
      s[0]! ^= s[3]!;
      s[2]! ^= t;
      s[3] = rotate(s[3]!, 11n);
      return result;
    };
    const known = [1n, 2n, 3n, 4n];
    expect([step(known), step(known), step(known)]).toEqual([11520n, 0n, 5927040n]);
    let mixed = 7n;
    const seeded = Array.from({ length: 4 }, () => {
      mixed = word(mixed + 0x9e3779b9n);
      let z = mixed ^ (mixed >> 16n);
      z = word(z * 0x21f0aaadn);
      z = word((z ^ (z >> 15n)) * 0x735a2d97n);
      return z ^ (z >> 15n);
    });
    const random = new Random(7);
    for (let i = 0; i < 1000; i += 1) expect(BigInt(random.next())).toBe(step(seeded));
  });

  it('keeps below its bound and reaches both ends', () => {
    const random = new Random(1);
    const seen = new Set(Array.from({ length: 1000 }, () => random.below(7)));
    expect([...seen].sort()).toEqual([0, 1, 2, 3, 4, 5, 6]);
  });
});

describe('tag workloads', () => {
  it.each([
    ['uniform', (seed: number) => uniformTags({ tags: 1000, seed })],
    ['Zipf', (seed: number) => zipfTags({ tags: 1000, exponent: 1.1, seed })],
    ['hot tag', (seed: number) => hotTag({ tags: 1000, share: 0.5, seed })],
    ['colliding', (seed: number) => collidingTags({ tags: 10, seed })],
  ])('%s: one seed gives one sequence, another seed another', (_, make) => {
    expect(draw(make(5), 100)).toEqual(draw(make(5), 100));
    expect(draw(make(5), 100)).not.toEqual(draw(make(6), 100));
  });

  it('uniform draws every tag equally often', () => {
    const counts = shares(uniformTags({ tags: 10, seed: 3 }));
    expect(counts.size).toBe(10);
    for (const share of counts.values()) expect(share).toBeCloseTo(0.1, 2);
  });

  it('Zipf draws tag k in proportion to 1 / (k + 1)^s', () => {
    const counts = shares(zipfTags({ tags: 50, exponent: 1.2, seed: 9 }));
    const sum = Array.from({ length: 50 }, (_, k) => (k + 1) ** -1.2).reduce((a, b) => a + b);
    for (let k = 0; k < 50; k += 1) expect(counts.get(k) ?? 0).toBeCloseTo((k + 1) ** -1.2 / sum, 2);
  });

  it('one tag is one tag', () => {
    expect(draw(oneTag(77), 3)).toEqual([77, 77, 77]);
  });

  it('the hot tag has its share', () => {
    const counts = shares(hotTag({ tags: 100, share: 0.7, seed: 2 }));
    expect(counts.get(0)).toBeCloseTo(0.7, 2);
    expect(counts.size).toBe(100);
  });

  it('colliding tags are different and share their hash', () => {
    const tags = new Set(draw(collidingTags({ tags: 20, seed: 4 }), 5000));
    expect(tags.size).toBe(20);
    expect(new Set([...tags].map(lowFifteenBits)).size).toBe(1);
    const bucket = (tag: number): number => Math.imul(tag, 0x9e3779b1) >>> 22;
    const byBucket = new Set(draw(collidingTags({ tags: 8, seed: 4, hash: bucket }), 2000));
    expect([byBucket.size, new Set([...byBucket].map(bucket)).size]).toEqual([8, 1]);
  });

  it('refuses what it cannot draw, with the value', () => {
    expect(() => uniformTags({ tags: 0, seed: 1 })).toThrow(/got 0/);
    expect(() => zipfTags({ tags: 10, exponent: -1, seed: 1 })).toThrow(/got -1/);
    expect(() => hotTag({ tags: 10, share: 1.5, seed: 1 })).toThrow(/got 1.5/);
    expect(() => hotTag({ tags: 10, share: Number.NaN, seed: 1 })).toThrow(/got NaN/);
  });
});

import { expect, it } from 'vitest';
import { longEnough } from './long-enough.ts';

const growth = { least: 1000, most: 100_000, seconds: 0.1, patience: 10 };
const tried: number[] = [];
const at = (rate: number) => (count: number): Promise<number> => {
  tried.push(count);
  return Promise.resolve(count / rate);
};

it('grows the count until a run lasts long enough, and stops at the first that does', async () => {
  tried.length = 0;
  expect(await longEnough(growth, at(100_000))).toBe(16_000);
  expect(tried).toEqual([1000, 4000, 16_000]);
  expect(await longEnough(growth, at(5000))).toBe(1000);
});

it('ends at the most, and when the time is up', async () => {
  expect(await longEnough(growth, at(1e9))).toBe(100_000);
  expect(await longEnough({ ...growth, most: 500 }, at(1e9))).toBe(500);
  const slow = (): Promise<number> => new Promise((resolve) => setTimeout(() => resolve(0), 5));
  expect(await longEnough({ ...growth, patience: 0.001 }, slow)).toBe(1000);
});

import { describe, expect, it } from 'vitest';
import { nextClaimLimit } from './claim-pace.ts';

describe('nextClaimLimit', () => {
  it('grows by doubling up to the burst while handlers take nanoseconds', () => {
    const limits = [1];
    for (let i = 0; i < 7; i++) limits.push(nextClaimLimit(limits.at(-1)!, limits.at(-1)!, limits.at(-1)! * 0.0001, 32));
    expect(limits).toEqual([1, 2, 4, 8, 16, 32, 32, 32]);
  });

  it.each([0.05, 0.06, 1, 1000])('falls to one packet at once when a handler takes %d ms', (ms) => {
    expect(nextClaimLimit(32, 1, ms, 32)).toBe(1);
    expect(nextClaimLimit(32, 32, 32 * ms, 32)).toBe(1);
  });

  it('claims as much as 50 microseconds of handling', () => {
    expect(nextClaimLimit(8, 8, 8 * 0.01, 32)).toBe(5);
    expect(nextClaimLimit(1, 1, 0, 32)).toBe(2);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { powerOfTwo, requireInteger } from './require-integer.ts';

describe('requireInteger', () => {
  it('passes every integer of the range, its ends included', () => {
    fc.assert(
      fc.property(fc.integer({ min: 3, max: 9 }), (value) => {
        expect(requireInteger('speed', value, 3, 9)).toBe(value);
      }),
    );
  });

  it.each([2, 10, 3.5, NaN, Infinity, -Infinity, '4' as unknown as number, undefined as unknown as number])(
    'refuses %s by a RangeError that carries name, range and value',
    (value) => {
      expect(() => requireInteger('speed', value, 3, 9)).toThrow(new RangeError(`speed must be an integer from 3 to 9, got ${String(value)}`));
    },
  );
});

describe('powerOfTwo', () => {
  it('is the smallest power of two that is not below the value', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 2 ** 30 }), (value) => {
        const power = powerOfTwo(value);
        expect(Math.log2(power) % 1).toBe(0);
        expect(power).toBeGreaterThanOrEqual(value);
        expect(power === 1 || power / 2 < value).toBe(true);
      }),
    );
  });
});

import { expect, test } from 'vitest';
import { formatDistance, formatTimestamp } from './timestamp.ts';

test.each([
  [0, 0, '1970-01-01T00:00:00.000000000Z'],
  [1_429_518_024, 29_122_000, '2015-04-20T08:20:24.029122000Z'],
  [4_294_967_295, 999_999_999, '2106-02-07T06:28:15.999999999Z'],
  [-1, 999_999_999, '1969-12-31T23:59:59.999999999Z'],
  [8_640_000_000_000, 1, '+275760-09-13T00:00:00.000000001Z'],
  [8_640_000_000_001, 1, '@8640000000001.000000001'],
  [Number.MAX_SAFE_INTEGER, 0, '@9007199254740991.000000000'],
])('writes %i seconds and %i nanoseconds as %s', (seconds, nanoseconds, text) => {
  expect(formatTimestamp({ seconds, nanoseconds })).toBe(text);
});

test('writes distances with their sign and all nine digits', () => {
  const at = (seconds: number, nanoseconds: number): { seconds: number; nanoseconds: number } => ({ seconds, nanoseconds });
  expect(formatDistance(at(5, 1), at(5, 1))).toBe('+0.000000000');
  expect(formatDistance(at(5, 999_999_999), at(6, 0))).toBe('+0.000000001');
  expect(formatDistance(at(6, 0), at(5, 999_999_999))).toBe('-0.000000001');
  expect(formatDistance(at(0, 0), at(4_000_000_000, 123_456_789))).toBe('+4000000000.123456789');
  expect(formatDistance(at(4_000_000_000, 0), at(0, 1))).toBe('-3999999999.999999999');
});

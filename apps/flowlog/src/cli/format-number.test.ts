import { expect, test } from 'vitest';
import { formatBytes, formatCounted, formatRate } from './format-number.ts';

test('numbers read well', () => {
  expect(formatCounted(1, 'packet')).toBe('1 packet');
  expect(formatCounted(1_234_567, 'packet')).toBe('1,234,567 packets');
  expect(formatBytes(999)).toBe('999 bytes');
  expect(formatBytes(1000)).toBe('1.0 kB');
  expect(formatBytes(1_234_567_890)).toBe('1.2 GB');
  expect(formatRate(500, 2)).toBe('250 packets/s');
  expect(formatRate(1, 0)).toBe('1,000 packets/s');
});

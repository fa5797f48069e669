import { describe, expect, it } from 'vitest';

import { busySpin } from './busy-spin.ts';

describe('busySpin', () => {
  it('never parks, and pauses at each look', () => {
    const wait = busySpin();
    let pauses = 0;
    for (const round of [1, 2, 1000, 2 ** 31]) expect(wait.spin(round, () => pauses++)).toBe(true);
    expect(pauses).toBe(4);
  });
});

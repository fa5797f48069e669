import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DONE, FAILED, MAX_ATTEMPTS } from '../packet-burst.ts';
import { attemptOf, markOf, outcomeOf } from './mark.ts';

describe('a mark', () => {
  it('is 0 for a packet done at its first attempt, so that it need not be written', () => {
    expect(markOf(1, DONE)).toBe(0);
  });

  it('gives back attempt and outcome', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: MAX_ATTEMPTS }), fc.constantFrom(DONE, FAILED), (attempt, outcome) => {
        expect([attemptOf(markOf(attempt, outcome)), outcomeOf(markOf(attempt, outcome))]).toEqual([attempt, outcome]);
      }),
    );
  });
});

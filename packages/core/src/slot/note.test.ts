import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { POSITIONS } from './handshake.ts';
import { isNoted, isRunning, pausedAt, positionOf, runningAt } from './note.ts';

const position = fc.nat(POSITIONS - 1);

describe('a note', () => {
  it('is absent in memory that nobody wrote', () => {
    expect(isNoted(0)).toBe(false);
  });

  it('says at which position a worker is, and whether in that packet or before it', () => {
    fc.assert(
      fc.property(position, (at) => {
        expect([isNoted(runningAt(at)), isRunning(runningAt(at)), positionOf(runningAt(at))]).toEqual([true, true, at]);
        expect([isNoted(pausedAt(at)), isRunning(pausedAt(at)), positionOf(pausedAt(at))]).toEqual([true, false, at]);
      }),
    );
  });
});

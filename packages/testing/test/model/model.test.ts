import fc from 'fast-check';
import { describe, it } from 'vitest';
import { anyMoves } from './any-moves.ts';

describe('the distributor', () => {
  it('keeps its promises whatever its caller and workers do, in any order', () => {
    fc.assert(anyMoves, { numRuns: fc.readConfigureGlobal().numRuns ?? 1500 });
  });
});

// The reduction against no reduction at all, over random little programs: what can come out must be the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explore/explore-all.ts';
import type { Program } from '../../src/explore/program.ts';
import { idlingShapes, programOf, shapes, tellingShapes, watched } from './random-programs.ts';

function outcomesOf(original: Program, reduce: boolean): { outcomes: string[]; executions: number; complete: boolean } {
  const { program, outcomes } = watched(original);
  const { executions, complete } = exploreAll(program, { reduce, maxExecutions: 4000, maxSteps: 100 });
  return { outcomes: [...outcomes].sort(), executions, complete };
}

describe('exploreAll', () => {
  it.each([
    ['programs', shapes],
    ['programs that idle', idlingShapes],
    ['programs with a history', tellingShapes],
  ])('finds every outcome that exploring all interleavings finds, in random %s', (_, all) => {
    let compared = 0;
    fc.assert(
      fc.property(all, (shape) => {
        const program = programOf(shape);
        const plain = outcomesOf(program, false);
        if (!plain.complete) return;
        const reduced = outcomesOf(program, true);
        expect(reduced.complete).toBe(true);
        expect(reduced.outcomes).toEqual(plain.outcomes);
        expect(reduced.executions).toBeLessThanOrEqual(plain.executions);
        compared++;
      }),
      { numRuns: 400 },
    );
    expect(compared).toBeGreaterThan(150);
  });
});

// The reduction against no reduction at all, over random little programs: what can come out must be the same.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explore/explore-all.ts';
import type { Program, ThreadContext } from '../../src/explore/program.ts';

type Act = readonly [kind: number, word: number, value: number];

const WORDS = 2;
const act: fc.Arbitrary<Act> = fc.tuple(fc.nat(9), fc.nat(WORDS - 1), fc.nat(2));

function perform({ memory, cells, hasEnded }: ThreadContext, [kind, word, value]: Act, seen: number[]): void {
  switch (kind) {
    case 0:
      seen.push(memory.load(word));
      break;
    case 1:
      memory.store(word, value);
      break;
    case 2:
      seen.push(memory.add(word, value + 1));
      break;
    case 3:
      seen.push(memory.exchange(word, value));
      break;
    case 4:
      seen.push(memory.compareExchange(word, value, value + 1));
      break;
    case 5:
      memory.wait(word, value, Infinity);
      break;
    case 6:
      memory.wait(word, value, 5);
      break;
    case 7:
      memory.notify(word, 1 + value);
      break;
    case 8:
      seen.push(cells.load(0), cells.add(0, 1));
      break;
    default:
      seen.push(hasEnded(1) ? 1 : 0);
  }
}

interface Shape {
  readonly acts: readonly (readonly Act[])[];
  readonly mayDie: boolean;
  readonly earlyWakes: number;
}

const shapes: fc.Arbitrary<Shape> = fc.record({
  acts: fc.array(fc.array(act, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
  mayDie: fc.boolean(),
  earlyWakes: fc.nat(1),
});

function programOf({ acts, mayDie, earlyWakes }: Shape): Program {
  return {
    name: 'random',
    words: WORDS,
    cells: 1,
    threads: acts.map((own, thread) => ({
      name: `${thread}`,
      ...(thread === 1 ? { mayDie, earlyWakes } : {}),
      background: true,
      run: (context): string => {
        if (thread === 0) context.share();
        const seen: number[] = [];
        for (const one of own) perform(context, one, seen);
        return seen.join();
      },
    })),
  };
}

function outcomesOf(program: Program, reduce: boolean): { outcomes: string[]; executions: number; complete: boolean } {
  const outcomes = new Set<string>();
  const { executions, complete } = exploreAll(
    {
      ...program,
      check: ({ results, died, word, cell }) => {
        outcomes.add(JSON.stringify([results, died, word(0), word(1), cell(0)]));
        return undefined;
      },
    },
    { reduce, maxExecutions: 4000, maxSteps: 100 },
  );
  return { outcomes: [...outcomes].sort(), executions, complete };
}

describe('exploreAll', () => {
  it('finds every outcome that exploring all interleavings finds', () => {
    let compared = 0;
    fc.assert(
      fc.property(shapes, (shape) => {
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

// Random little programs over two words, for comparing one way to explore with another.
import fc from 'fast-check';
import type { Program, ThreadContext } from '../../src/explore/program.ts';

type Act = readonly [kind: number, word: number, value: number];

const WORDS = 2;
const ATOMIC_ACTS = 10;

const actOf = (kinds: number): fc.Arbitrary<Act> => fc.tuple(fc.nat(kinds - 1), fc.nat(WORDS - 1), fc.nat(2));

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
    case 9:
      seen.push(hasEnded(1) ? 1 : 0);
      break;
    case 10:
      seen.push(memory.read(word));
      break;
    default:
      memory.write(word, value);
  }
}

export interface Shape {
  readonly acts: readonly (readonly Act[])[];
  readonly mayDie: boolean;
  readonly earlyWakes: number;
}

const shapesOf = (kinds: number): fc.Arbitrary<Shape> =>
  fc.record({
    acts: fc.array(fc.array(actOf(kinds), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
    mayDie: fc.boolean(),
    earlyWakes: fc.nat(1),
  });

/** Programs whose accesses are all atomic. */
export const shapes: fc.Arbitrary<Shape> = shapesOf(ATOMIC_ACTS);
/** Programs with plain accesses too, which may race. */
export const racyShapes: fc.Arbitrary<Shape> = shapesOf(ATOMIC_ACTS + 2);

/** @param background whether threads that wait for ever are left alone. */
export function programOf({ acts, mayDie, earlyWakes }: Shape, background = true): Program {
  return {
    name: 'random',
    words: WORDS,
    cells: 1,
    threads: acts.map((own, thread) => ({
      name: `${thread}`,
      ...(thread === 1 ? { mayDie, earlyWakes } : {}),
      background,
      run: (context): string => {
        if (thread === 0) context.share();
        const seen: number[] = [];
        for (const [step, one] of own.entries()) {
          context.checkpoint(`${step}`, seen);
          perform(context, one, seen);
        }
        return seen.join();
      },
    })),
  };
}

/** The program, and the outcomes that its check has been shown. */
export function watched(program: Program): { readonly program: Program; readonly outcomes: Set<string> } {
  const outcomes = new Set<string>();
  return {
    outcomes,
    program: {
      ...program,
      check: (execution) => {
        const words = Array.from({ length: program.words }, (_, word) => execution.word(word));
        const cells = Array.from({ length: program.cells ?? 0 }, (_, cell) => execution.cell(cell));
        outcomes.add(JSON.stringify([execution.results, execution.died, words, cells]));
        return program.check?.(execution);
      },
    },
  };
}

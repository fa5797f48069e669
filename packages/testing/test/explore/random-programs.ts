// Random little programs over two words, for comparing one way to explore with another.
import fc from 'fast-check';
import type { Program, ThreadContext } from '../../src/explore/program.ts';
import { EventKind } from '../../src/history/event-kind.ts';
import type { History } from '../../src/history/history.ts';

type Act = readonly [kind: number, word: number, value: number];

const WORDS = 2;
const ATOMIC = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9];
/** Nobody but the check sees it. */
const EVENT = 15;
const PLAIN = [10, 11];
/** What an event loop does, and what wakes it: more of the latter. */
const EVENT_LOOP = [1, 2, 6, 7, 7, 9, 12, 12, 13, 14, 14];

const actOf = (kinds: readonly number[]): fc.Arbitrary<Act> => fc.tuple(fc.constantFrom(...kinds), fc.nat(WORDS - 1), fc.nat(2));

/** What a thread keeps: results so far, and promises that it has not idled on. */
interface Kept {
  readonly seen: (number | string)[];
  readonly asked: PromiseLike<unknown>[];
  /** Promises that are not resolved, and those of them with a time-out. */
  pending: number;
  timed: number;
}

/** Three may be pending, one of them with a time-out: more is not modelled. */
function ask({ memory }: ThreadContext, [, word, value]: Act, kept: Kept, milliseconds?: number): void {
  const timed = milliseconds === undefined ? 0 : 1;
  if (kept.pending === 3 || kept.timed + timed > 1) return;
  const promise = memory.waitAsync(word, value === 0 ? 0 : 1, milliseconds);
  if (promise === undefined) return;
  const number = kept.seen.push(`asked ${word}`);
  kept.pending++;
  kept.timed += timed;
  void promise.then((outcome) => {
    kept.seen.push(`${number} ${String(outcome)}`);
    kept.pending--;
    kept.timed -= timed;
  });
  kept.asked.push(promise);
}

/** Idles on the oldest promise that it has not idled on, or a new one; in some acts the end of another thread ends it too. */
function idle(context: ThreadContext, act: Act, kept: Kept): void {
  if (kept.asked.length === 0) ask(context, act, kept);
  const promise = kept.asked.shift();
  if (promise === undefined) return;
  context.idle(promise, act[2] === 2 ? 1 : 0b111);
  kept.seen.push('up');
}

function perform(context: ThreadContext, act: Act, kept: Kept): void {
  const { memory, cells, hasEnded } = context;
  const [kind, word, value] = act;
  const { seen } = kept;
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
    case 11:
      memory.write(word, value);
      break;
    case EVENT:
      context.record(EventKind.STARTED, value, word, 0);
      break;
    case 12:
      ask(context, act, kept);
      break;
    case 13:
      ask(context, act, kept, 5);
      break;
    default:
      idle(context, act, kept);
  }
}

export interface Shape {
  readonly acts: readonly (readonly Act[])[];
  readonly mayDie: boolean;
  readonly earlyWakes: number;
}

const shapesOf = (kinds: readonly number[]): fc.Arbitrary<Shape> =>
  fc.record({
    acts: fc.array(fc.array(actOf(kinds), { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 }),
    mayDie: fc.boolean(),
    earlyWakes: fc.nat(1),
  });

/** Programs whose accesses are all atomic. */
export const shapes: fc.Arbitrary<Shape> = shapesOf(ATOMIC);
/** Programs that record events, which the check is shown in their order. */
export const tellingShapes: fc.Arbitrary<Shape> = shapesOf([...ATOMIC, EVENT, EVENT, EVENT]);
/** Programs with plain accesses too, which may race. */
export const racyShapes: fc.Arbitrary<Shape> = shapesOf([...ATOMIC, ...PLAIN]);
/** Programs whose threads idle, with several promises pending, some of them with a time-out. */
export const idlingShapes: fc.Arbitrary<Shape> = shapesOf(EVENT_LOOP);

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
        const kept: Kept = { seen: [], asked: [], pending: 0, timed: 0 };
        for (const [step, one] of own.entries()) {
          context.checkpoint(`${step}`, kept);
          perform(context, one, kept);
        }
        return kept.seen.join();
      },
    })),
  };
}

const rowsOf = (history: History): string[] => Array.from({ length: history.length }, (_, row) => `${history.packetAt(row)} of ${history.tagAt(row)}`);

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
        outcomes.add(JSON.stringify([execution.results, execution.died, words, cells, rowsOf(execution.history)]));
        return program.check?.(execution);
      },
    },
  };
}

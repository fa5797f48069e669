// The memory of one run, in 32-bit words:
//
//   barrier   [64]                      barrier.ts
//   stop      [16]                      written by the thread that counts; read by all after the next barrier
//   turns     [4][16]                   how many cells a thread has begun; written by that thread
//   counts    [16 ^ digits]             how often each outcome was seen; written by the thread that counts, in turns
//             (of a stream: [threads][16], written by that thread)
//   results   [threads][cells]          what each actor told; written by that actor
//   cells     [cells][lines of 16]      what the test is about
//
// A digit is what one actor (or the last look) tells: four bits, two values of two. A stream has no cells.
import { BARRIER_WORDS } from './barrier.ts';
import { type LitmusTest, LINE, threadsOf } from './litmus-test.ts';

/** Cells of a round. */
export const CELLS = 4096;
/** Outcomes that a stream may have. */
export const STREAM_OUTCOMES = 16;
export const STOP: number = BARRIER_WORDS;
export const TURNS: number = STOP + LINE;
const MOST_THREADS = 4;
const COUNTS = TURNS + MOST_THREADS * LINE;

export interface LitmusLayout {
  readonly counts: number;
  readonly outcomes: number;
  readonly results: number;
  readonly cells: number;
  readonly stride: number;
  readonly bytes: number;
}

const DIGIT = 4;

export function layoutOf(test: LitmusTest): LitmusLayout {
  const cellular = test.kind === 'cells';
  const outcomes = cellular ? 1 << (DIGIT * test.observes.length) : threadsOf(test) * STREAM_OUTCOMES;
  const results = COUNTS + outcomes;
  const cells = results + (cellular ? threadsOf(test) * CELLS : 0);
  const stride = cellular ? test.lines * LINE : 0;
  return { counts: COUNTS, outcomes, results, cells, stride, bytes: (cells + CELLS * stride) * 4 };
}

/** The value that an actor's digit carries at a place. */
const valueOf = (key: number, digit: number, place: number): number => (key >>> (DIGIT * digit + 2 * place)) & 3;

/** Where an actor's digit goes in the key of an outcome. */
export const digitOf = (told: number, digit: number): number => told << (DIGIT * digit);

/** The name of an outcome of a cell test. */
export function nameOf(observes: readonly (readonly string[])[], key: number): string {
  return observes.flatMap((names, digit) => names.map((name, place) => `${name}=${valueOf(key, digit, place)}`)).join(' ');
}

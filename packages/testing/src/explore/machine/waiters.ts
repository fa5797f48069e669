// Who waits for which word, in which order: ECMAScript's waiter lists are first in, first out, and an asynchronous waiter
// stands in the same list as a blocked one. A waiter is a number: four a thread, its sleep and the promises that it has pending.
import type { MachineWords } from './machine-words.ts';
import { PLACES } from './promise-places.ts';
import { ThreadState } from './thread-state.ts';

const EACH = PLACES + 1;

/** The thread of a waiter. */
export const threadOf = (waiter: number): number => Math.trunc(waiter / EACH);

/** The place of the promise that waits; -1 for a thread that sleeps. */
export const promiseOf = (waiter: number): number => (waiter % EACH) - 1;

export class Waiters {
  readonly #at: MachineWords;
  readonly #count: number;

  constructor(at: MachineWords, threads: number) {
    this.#at = at;
    this.#count = threads * EACH;
  }

  sleeps(thread: number): boolean {
    return this.#at.words[this.#at.state + thread] === ThreadState.WAITS;
  }

  /** Whether a promise of a thread that goes on has a time-out that can expire. */
  isTimed(thread: number): boolean {
    const { words, state, timed } = this.#at;
    return words[state + thread] === ThreadState.RUNS && words[timed + thread] !== 0;
  }

  /** The turn of a waiter in the list of a word, or 0. */
  #turn(waiter: number, word: number): number {
    const { words, waitWord, waitTurn, asyncWord, asyncTurn } = this.#at;
    const thread = threadOf(waiter);
    const place = promiseOf(waiter);
    if (place === -1) return this.sleeps(thread) && words[waitWord + thread] === word ? words[waitTurn + thread]! : 0;
    const promise = thread * PLACES + place;
    return words[asyncWord + promise] === word ? words[asyncTurn + promise]! : 0;
  }

  /** The turn of who comes next. */
  nextTurn(word: number): number {
    let last = 0;
    for (let waiter = 0; waiter < this.#count; waiter++) last = Math.max(last, this.#turn(waiter, word));
    return last + 1;
  }

  /** The waiter at the head of a word's list, those of `except` left out; -1 when there is none. */
  first(word: number, except: number): number {
    let next = -1;
    let turn = 0x7fffffff;
    for (let waiter = 0; waiter < this.#count; waiter++) {
      if ((except & (1 << waiter)) !== 0) continue;
      const since = this.#turn(waiter, word);
      if (since === 0 || since >= turn) continue;
      next = waiter;
      turn = since;
    }
    return next;
  }

  /** The waiters that a notify of so many wakes, one bit each. */
  woken(word: number, count: number): number {
    let woken = 0;
    for (let left = count; left > 0; left--) {
      const next = this.first(word, woken);
      if (next === -1) break;
      woken |= 1 << next;
    }
    return woken;
  }
}

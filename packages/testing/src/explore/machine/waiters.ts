// Who waits for which word, in which order: ECMAScript's waiter lists are first in, first out, and an asynchronous waiter
// stands in the same list as a blocked one.
import type { MachineWords } from './machine-words.ts';
import { ThreadState } from './thread-state.ts';

export class Waiters {
  readonly #at: MachineWords;
  readonly #threads: number;

  constructor(at: MachineWords, threads: number) {
    this.#at = at;
    this.#threads = threads;
  }

  sleeps(thread: number): boolean {
    return this.#at.words[this.#at.state + thread] === ThreadState.WAITS;
  }

  /** The turn of a thread in the list of a word, or `none`. */
  #turn(thread: number, word: number, none: number): number {
    const { words, waitWord, waitTurn, asyncWord, asyncTurn } = this.#at;
    if (this.sleeps(thread) && words[waitWord + thread] === word) return words[waitTurn + thread]!;
    return words[asyncWord + thread] === word ? words[asyncTurn + thread]! : none;
  }

  /** The turn of who comes next. */
  nextTurn(word: number): number {
    const { words, waitWord, waitTurn, asyncWord, asyncTurn } = this.#at;
    let last = 0;
    for (let thread = 0; thread < this.#threads; thread++) {
      if (this.sleeps(thread) && words[waitWord + thread] === word) last = Math.max(last, words[waitTurn + thread]!);
      if (words[asyncWord + thread] === word) last = Math.max(last, words[asyncTurn + thread]!);
    }
    return last + 1;
  }

  /** The thread at the head of a word's list, those of `except` left out; -1 when there is none. */
  first(word: number, except: number): number {
    let next = -1;
    let turn = 0x7fffffff;
    for (let thread = 0; thread < this.#threads; thread++) {
      if ((except & (1 << thread)) !== 0) continue;
      const since = this.#turn(thread, word, turn);
      if (since >= turn) continue;
      next = thread;
      turn = since;
    }
    return next;
  }

  /** The threads that a notify of so many wakes, one bit each. */
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

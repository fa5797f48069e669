// What steps can touch, numbered: words by their index, then each word's list of waiters, each thread's life, nap and promise, and the history.

export class Objects {
  readonly count: number;
  /** Objects of one footprint, at most. */
  readonly footprintSize: number;
  readonly #words: number;
  readonly #threads: number;

  constructor(words: number, threads: number) {
    this.#words = words;
    this.#threads = threads;
    this.count = 2 * words + 3 * threads + 1;
    this.footprintSize = 8 + 8 * threads;
  }

  /** The history, where events are steps. */
  get history(): number {
    return this.count - 1;
  }

  /** The waiters of a word. */
  listOf(word: number): number {
    return this.#words + word;
  }

  /** Whether a thread lives: its killer changes it, its own steps look at it. */
  lifeOf(thread: number): number {
    return 2 * this.#words + thread;
  }

  /** Whether a thread sleeps, or has a promise that may expire. */
  napOf(thread: number): number {
    return 2 * this.#words + this.#threads + thread;
  }

  /** Which promises of a thread are resolved. */
  promiseOf(thread: number): number {
    return 2 * this.#words + 2 * this.#threads + thread;
  }
}

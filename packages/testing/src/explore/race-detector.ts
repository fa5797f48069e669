// Vector clocks under ECMAScript's memory model. An atomic load synchronises with the atomic store whose value it reads,
// and with nothing else; a wake orders nothing. Two accesses of a word of which one writes and one is plain must be
// ordered so, or they are a race: on a weakly ordered machine, or after the compiler, each may see anything of the other.
//
//   clocks [thread][thread]         what each thread has seen of the others
//   released [word][thread]         what the writer of the word's value had seen
//   seen [word][kind][thread]       the last plain read, plain write, atomic load, atomic store by each thread
import type { Ledger } from './ledger.ts';

export const ACCESS = { plainRead: 0, plainWrite: 1, load: 2, store: 3 } as const;
const KINDS = 4;

export class RaceDetector {
  /** Of the race that was found: the word, the earlier thread, the kind of its access, and its clock then. */
  word = -1;
  earlierThread = -1;
  earlierKind = -1;
  earlierClock = -1;

  readonly #ledger: Ledger;
  readonly #threads: number;
  readonly #clocks: number;
  readonly #released: number;
  readonly #seen: number;

  constructor(ledger: Ledger, threads: number, words: number) {
    this.#ledger = ledger;
    this.#threads = threads;
    this.#clocks = ledger.reserve(threads * threads);
    this.#released = ledger.reserve(words * threads);
    this.#seen = ledger.reserve(words * KINDS * threads);
    for (let thread = 0; thread < threads; thread++) ledger.words[this.#clocks + thread * threads + thread] = 1;
  }

  /** A thread's own clock: it counts its atomic accesses. */
  clock(thread: number): number {
    return this.#ledger.words[this.#clocks + thread * this.#threads + thread]!;
  }

  /** An atomic access; false when it races with a plain one. */
  atomic(thread: number, word: number, loads: boolean, stores: boolean): boolean {
    const { words } = this.#ledger;
    const own = this.#clocks + thread * this.#threads;
    const released = this.#released + word * this.#threads;
    if (loads) {
      for (let other = 0; other < this.#threads; other++) {
        if (words[released + other]! > words[own + other]!) this.#ledger.set(own + other, words[released + other]!);
      }
    }
    const ordered =
      this.#ordered(thread, word, ACCESS.plainWrite) && (!stores || this.#ordered(thread, word, ACCESS.plainRead));
    if (loads) this.#saw(thread, word, ACCESS.load);
    if (stores) {
      this.#saw(thread, word, ACCESS.store);
      for (let other = 0; other < this.#threads; other++) this.#ledger.set(released + other, words[own + other]!);
    }
    this.#ledger.set(own + thread, words[own + thread]! + 1);
    return ordered;
  }

  /** A plain access; false when it races. */
  plain(thread: number, word: number, writes: boolean): boolean {
    const ordered =
      this.#ordered(thread, word, ACCESS.plainWrite) &&
      this.#ordered(thread, word, ACCESS.store) &&
      (!writes || (this.#ordered(thread, word, ACCESS.plainRead) && this.#ordered(thread, word, ACCESS.load)));
    this.#saw(thread, word, writes ? ACCESS.plainWrite : ACCESS.plainRead);
    return ordered;
  }

  #saw(thread: number, word: number, kind: number): void {
    this.#ledger.set(this.#seen + (word * KINDS + kind) * this.#threads + thread, this.clock(thread));
  }

  #ordered(thread: number, word: number, kind: number): boolean {
    const { words } = this.#ledger;
    const seen = this.#seen + (word * KINDS + kind) * this.#threads;
    const own = this.#clocks + thread * this.#threads;
    for (let other = 0; other < this.#threads; other++) {
      if (words[seen + other]! <= words[own + other]! || other === thread) continue;
      this.word = word;
      this.earlierThread = other;
      this.earlierKind = kind;
      this.earlierClock = words[seen + other]!;
      return false;
    }
    return true;
  }
}

// Who knows of which access, under ECMAScript's memory model. An atomic load, that of a wait included, learns what the
// atomic store whose value it reads knew, and nothing else orders anything: not a wake, not an atomic store over another.
// Two accesses of a word of which one writes and one is plain, or of another width, race unless the later side knows of
// the earlier one: on a weakly ordered machine, or after the compiler, each may then see anything of the other.
//
// These are vector clocks with the counting left out: for each thread, and for each word that was stored to atomically, one
// bit for each (word, kind of access, thread), set when it knows of the last such access or there was none. Bits come
// back to where they were, counters do not, so that two states of a program can be found equal.
import type { Ledger } from '../machine/ledger.ts';
import { ACCESS, ANY, KINDS, LANES, isNarrow } from './access-kind.ts';
import type { Contested } from './contested.ts';
import { type ControlWords, NOBODY } from './control-words.ts';
import type { RaceKind } from './race-kind.ts';

/** Different (word, kind, thread) that it can tell apart, a multiple of 32. */
const RECORDS = 4096;
const ROW = RECORDS / 32;
/** Threads, and words stored to atomically. */
const KNOWERS = 64;

export class RaceDetector {
  /** Of the race that was found: the word, the earlier thread, and the kind of its access. */
  word = -1;
  earlierThread = -1;
  earlierKind = -1;

  readonly #ledger: Ledger;
  readonly #contested: Contested | undefined;
  readonly #control: ControlWords | undefined;
  readonly #threads: number;
  readonly #rows: number;
  /** Numbers of records and knowers are given out as they are met and stay for good: 0 is none. */
  readonly #recordOf: Int32Array;
  readonly #knowerOf: Int32Array;
  /** 1 for a word that was met a byte at a time. */
  readonly #narrow: Uint8Array;
  #records = 0;
  #knowers: number;

  /** @param contested the words on which a race is possible; default all. @param control words that have one width for good; default none. */
  constructor(ledger: Ledger, threads: number, words: number, contested?: Contested, control?: ControlWords) {
    this.#ledger = ledger;
    this.#contested = contested;
    this.#control = control;
    this.#threads = threads;
    this.#rows = ledger.reserve(KNOWERS * ROW);
    // A thread knows of all that has not been; a word that nobody has stored to tells nothing.
    ledger.words.fill(-1, this.#rows, this.#rows + threads * ROW);
    this.#recordOf = new Int32Array(words * KINDS * threads);
    this.#knowerOf = new Int32Array(words);
    this.#narrow = new Uint8Array(words);
    this.#knowers = threads;
  }

  /** An atomic access; false when it races with a plain one. */
  atomic(thread: number, word: number, loads: boolean, stores: boolean): boolean {
    return this.#atomic(thread, word, loads, stores) && this.#hasOneWidth(thread, word, false);
  }

  #atomic(thread: number, word: number, loads: boolean, stores: boolean): boolean {
    if (loads) this.#learn(thread, word);
    if (this.#contested?.has(thread, word, false, stores) === false) {
      if (stores) this.#teach(thread, word);
      return true;
    }
    const ordered =
      this.#knows(thread, word, ACCESS.plainWrite) && (!stores || this.#knows(thread, word, ACCESS.plainRead)) && this.#knowsBytes(thread, word, stores);
    if (loads) this.#saw(thread, word, ACCESS.load);
    if (stores) {
      this.#saw(thread, word, ACCESS.store);
      this.#teach(thread, word);
    }
    return ordered;
  }

  /** A plain access of a word; false when it races. */
  plain(thread: number, word: number, writes: boolean): boolean {
    return this.#plain(thread, word, writes) && this.#hasOneWidth(thread, word, false);
  }

  #plain(thread: number, word: number, writes: boolean): boolean {
    if (this.#contested?.has(thread, word, true, writes) === false) return true;
    const ordered = this.#knowsWords(thread, word, writes) && this.#knowsBytes(thread, word, writes);
    this.#saw(thread, word, writes ? ACCESS.plainWrite : ACCESS.plainRead);
    return ordered;
  }

  /** A plain access of one byte of a word; false when it races. Two of different bytes never do. */
  byte(thread: number, word: number, lane: number, writes: boolean): boolean {
    return this.#byte(thread, word, lane, writes) && this.#hasOneWidth(thread, word, true);
  }

  #byte(thread: number, word: number, lane: number, writes: boolean): boolean {
    this.#narrow[word] = 1;
    if (this.#contested?.has(thread, word, true, writes) === false) return true;
    const ordered =
      this.#knowsWords(thread, word, writes) &&
      this.#knows(thread, word, ACCESS.byteWrite + lane) &&
      (!writes || this.#knows(thread, word, ACCESS.byteRead + lane));
    this.#saw(thread, word, (writes ? ACCESS.byteWrite : ACCESS.byteRead) + lane);
    return ordered;
  }

  /** Whether the race that was found is one because its word is a control word. */
  get isOfControlWord(): boolean {
    return this.earlierKind === ANY.word || this.earlierKind === ANY.byte;
  }

  /** What kind of race was found. @param narrow the later access is of one byte. @param writes it writes. */
  kindOf(narrow: boolean, writes: boolean): RaceKind {
    if (narrow !== isNarrow(this.earlierKind)) return 'mixed-width';
    const read = this.earlierKind === ACCESS.plainRead || (this.earlierKind >= ACCESS.byteRead && this.earlierKind < ACCESS.byteWrite);
    return read && writes ? 'reused' : 'unordered';
  }

  /** Notes the width of an access; false when it is a control word that another thread has accessed in another width. */
  #hasOneWidth(thread: number, word: number, narrow: boolean): boolean {
    const other = this.#control?.access(thread, word, narrow) ?? NOBODY;
    if (other === NOBODY) return true;
    this.word = word;
    this.earlierThread = other;
    this.earlierKind = narrow ? ANY.word : ANY.byte;
    return false;
  }

  #knowsWords(thread: number, word: number, writes: boolean): boolean {
    return (
      this.#knows(thread, word, ACCESS.plainWrite) &&
      this.#knows(thread, word, ACCESS.store) &&
      (!writes || (this.#knows(thread, word, ACCESS.plainRead) && this.#knows(thread, word, ACCESS.load)))
    );
  }

  #knowsBytes(thread: number, word: number, writes: boolean): boolean {
    if (this.#narrow[word] === 0) return true;
    for (let lane = 0; lane < LANES; lane++) {
      if (!this.#knows(thread, word, ACCESS.byteWrite + lane)) return false;
      if (writes && !this.#knows(thread, word, ACCESS.byteRead + lane)) return false;
    }
    return true;
  }

  #learn(thread: number, word: number): void {
    const knower = this.#knowerOf[word]!;
    if (knower === 0) return;
    const { words } = this.#ledger;
    const own = this.#rows + thread * ROW;
    const from = this.#rows + knower * ROW;
    for (let i = 0; i * 32 < this.#records; i++) {
      const known = words[own + i]! | words[from + i]!;
      if (known !== words[own + i]) this.#ledger.set(own + i, known);
    }
  }

  #teach(thread: number, word: number): void {
    const knower = this.#knowerOf[word]! || this.#newKnower(word);
    const { words } = this.#ledger;
    const own = this.#rows + thread * ROW;
    const into = this.#rows + knower * ROW;
    for (let i = 0; i * 32 < this.#records; i++) if (words[own + i] !== words[into + i]) this.#ledger.set(into + i, words[own + i]!);
  }

  /** From here on only the thread itself knows of its last access of this kind. */
  #saw(thread: number, word: number, kind: number): void {
    const at = (word * KINDS + kind) * this.#threads + thread;
    const record = (this.#recordOf[at]! || this.#newRecord(at)) - 1;
    const { words } = this.#ledger;
    const bit = 1 << (record & 31);
    const column = this.#rows + (record >> 5);
    for (let knower = 0; knower < this.#knowers; knower++) {
      const place = column + knower * ROW;
      if (knower !== thread && (words[place]! & bit) !== 0) this.#ledger.set(place, words[place]! & ~bit);
    }
    const own = column + thread * ROW;
    if ((words[own]! & bit) === 0) this.#ledger.set(own, words[own]! | bit);
  }

  #knows(thread: number, word: number, kind: number): boolean {
    const { words } = this.#ledger;
    const first = (word * KINDS + kind) * this.#threads;
    const own = this.#rows + thread * ROW;
    for (let other = 0; other < this.#threads; other++) {
      const record = this.#recordOf[first + other]! - 1;
      if (record < 0 || other === thread || (words[own + (record >> 5)]! & (1 << (record & 31))) !== 0) continue;
      this.word = word;
      this.earlierThread = other;
      this.earlierKind = kind;
      return false;
    }
    return true;
  }

  #newRecord(at: number): number {
    if (this.#records === RECORDS) throw new RangeError(`a program may access ${RECORDS} words in different ways, this one accesses more`);
    this.#recordOf[at] = ++this.#records;
    return this.#records;
  }

  #newKnower(word: number): number {
    if (this.#knowers === KNOWERS) throw new RangeError(`a program may store atomically to ${KNOWERS - this.#threads} words, this one stores to more`);
    this.#knowerOf[word] = this.#knowers++;
    return this.#knowerOf[word];
  }
}

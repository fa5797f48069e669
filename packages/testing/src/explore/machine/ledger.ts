// All that changes while a schedule runs stands in one array of words with a log of what stood there before, so that
// going back to an earlier point of a schedule costs what was changed since, not a run from the start. A fingerprint of
// the words is kept up to date with them: equal words, equal fingerprint, in whatever order they were changed.

/** Words that can be rolled back. */
export class Ledger {
  words: Int32Array = new Int32Array(0);
  /** Two halves of a 64-bit fingerprint of all words before `uncounted`. */
  high = 0;
  low = 0;
  uncounted = 0;
  #places = new Int32Array(1024);
  #before = new Int32Array(1024);
  #length = 0;

  /** Makes room for words more, at set-up; the index of the first. */
  reserve(count: number): number {
    const start = this.words.length;
    const words = new Int32Array(start + count);
    words.set(this.words);
    this.words = words;
    return start;
  }

  set(at: number, value: number): void {
    const before = this.words[at]!;
    if (before === value) return;
    if (this.#length === this.#places.length) this.#grow();
    this.#places[this.#length] = at;
    this.#before[this.#length++] = before;
    this.words[at] = value;
    if (at < this.uncounted) this.#turn(at, before, value);
  }

  /** A point to roll back to. */
  get mark(): number {
    return this.#length;
  }

  /** Undoes everything since a mark. */
  rollback(mark: number): void {
    const { words } = this;
    while (this.#length > mark) {
      this.#length--;
      const at = this.#places[this.#length]!;
      const before = this.#before[this.#length]!;
      if (at < this.uncounted) this.#turn(at, words[at]!, before);
      words[at] = before;
    }
  }

  /** Each (place, value) has a random-looking number of 64 bits; the fingerprint is their exclusive or (Zobrist). */
  #turn(at: number, before: number, value: number): void {
    const place = Math.imul(at + 1, 0x9e3779b1);
    const out = scattered(Math.imul(before, 0x85ebca6b) ^ place);
    const into = scattered(Math.imul(value, 0x85ebca6b) ^ place);
    this.low ^= out ^ into;
    this.high ^= scattered(Math.imul(out, 0xc2b2ae35) + before + at) ^ scattered(Math.imul(into, 0xc2b2ae35) + value + at);
  }

  #grow(): void {
    const places = new Int32Array(this.#places.length * 2);
    const before = new Int32Array(this.#places.length * 2);
    places.set(this.#places);
    before.set(this.#before);
    this.#places = places;
    this.#before = before;
  }
}

// A finaliser of full avalanche (Wellons' lowbias32).
function scattered(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
  mixed = Math.imul(mixed ^ (mixed >>> 15), 0x735a2d97);
  return mixed ^ (mixed >>> 15);
}

// All that changes while a schedule runs stands in one array of words with a log of what stood there before, so that
// going back to an earlier point of a schedule costs what was changed since, not a run from the start.

/** Words that can be rolled back. */
export class Ledger {
  words: Int32Array = new Int32Array(0);
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
    this.#turn(at, before, value);
  }

  /** The words from here on do not count for the fingerprint. */
  uncounted = Infinity;
  high = 0;
  low = 0;

  #turn(at: number, before: number, value: number): void {
    if (at >= this.uncounted) return;
    const a = mixed(at, before);
    const b = mixed(at, value);
    this.low ^= a ^ b;
    this.high ^= Math.imul(a ^ (a >>> 13), 0xc2b2ae35) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35) ^ Math.imul(at + 1, Math.imul(before, 0x27d4eb2f) ^ (before >>> 11)) ^ Math.imul(at + 1, Math.imul(value, 0x27d4eb2f) ^ (value >>> 11));
  }

  /** A point to roll back to. */
  get mark(): number {
    return this.#length;
  }

  /** Undoes everything since a mark. */
  rollback(mark: number): void {
    while (this.#length > mark) {
      this.#length--;
      const at = this.#places[this.#length]!;
      const before = this.#before[this.#length]!;
      this.#turn(at, this.words[at]!, before);
      this.words[at] = before;
    }
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

function mixed(at: number, value: number): number {
  let h = Math.imul(at, 0x9e3779b1) ^ Math.imul(value, 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return h ^ (h >>> 15);
}

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
  }

  /** A point to roll back to. */
  get mark(): number {
    return this.#length;
  }

  /** Undoes everything since a mark. */
  rollback(mark: number): void {
    while (this.#length > mark) {
      this.#length--;
      this.words[this.#places[this.#length]!] = this.#before[this.#length]!;
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

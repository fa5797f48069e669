// The words on which there can be a race at all: some thread accesses them plainly, another one too, and one of the two
// writes. Knowing of accesses to other words is of no use, and would only tell states apart that are equal. Which words these
// are is learned like `Reach`: a search that saw it grow starts over.

export class Contested {
  /** Whether something was learned since this was last set to false. */
  grown = false;
  /** Accesses count from here on: what is done before the threads are let loose comes before all else. */
  shared = false;
  readonly #plainReaders: Int32Array;
  readonly #plainWriters: Int32Array;
  readonly #loaders: Int32Array;
  readonly #storers: Int32Array;
  readonly #contested: Uint8Array;
  readonly #bytewise: Uint8Array;

  constructor(words: number) {
    this.#plainReaders = new Int32Array(words);
    this.#plainWriters = new Int32Array(words);
    this.#loaders = new Int32Array(words);
    this.#storers = new Int32Array(words);
    this.#contested = new Uint8Array(words);
    this.#bytewise = new Uint8Array(words);
  }

  /** Whether a word is contested, now that a thread accesses it so. */
  has(thread: number, word: number, plain: boolean, writes: boolean): boolean {
    if (!this.shared) return false;
    const who = plain ? (writes ? this.#plainWriters : this.#plainReaders) : writes ? this.#storers : this.#loaders;
    if ((who[word]! & (1 << thread)) === 0) {
      who[word]! |= 1 << thread;
      this.#judge(word);
    }
    return this.#contested[word] === 1;
  }

  /** A control word is accessed a byte at a time: who accesses it in which width is worth knowing. */
  meetBytewise(word: number): void {
    if (this.#bytewise[word] === 1) return;
    this.#bytewise[word] = 1;
    this.grown = true;
  }

  isBytewise(word: number): boolean {
    return this.#bytewise[word] === 1;
  }

  #judge(word: number): void {
    const plain = this.#plainReaders[word]! | this.#plainWriters[word]!;
    const writers = this.#plainWriters[word]! | this.#storers[word]!;
    const all = plain | writers | this.#loaders[word]!;
    // A plain access and another thread's, one of them a write.
    const contested = twoOf(this.#plainWriters[word]!, all) || twoOf(plain, writers);
    if (!contested || this.#contested[word] === 1) return;
    this.#contested[word] = 1;
    this.grown = true;
  }
}

/** Whether a member of one set and another member of the other can be two. */
const twoOf = (one: number, other: number): boolean => one !== 0 && other !== 0 && ((one | other) & ((one | other) - 1)) !== 0;

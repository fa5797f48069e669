// A ring in which every word is seen as soon as it is there: each carries a stamp that says at which position it was
// written, so the producer publishes words one by one and shares no position of its own. `SpscRing` of @dist/core
// publishes batches, which is faster for batches; this one never lets a word wait for the last of its batch.
//
//   word 0    capacity                                           written once, before sharing
//   word 32   head   position of the oldest word                  written by the consumer
//   word 64…  cells  { stamp, word } [capacity]                   written by the producer: the word, then its stamp
//
// A cell holds the word of position p when its stamp is p + 1. Positions run through all 2^32 values and wrap.
import type { Memory } from '@dist/core';

const HEAD = 32;
const CELLS = 64;

/** One side of the ring. Use each object on one thread, for one direction. */
export class StampRing {
  readonly capacity: number;
  readonly #memory: Memory;
  #head: number;
  #tail: number;

  /**
   * @param capacity words; rounded up to a power of two.
   * @param allocate makes the shared memory of that many bytes.
   * @param passed words that are taken to have passed already: where positions start.
   */
  static create(capacity: number, allocate: (bytes: number) => Memory, passed = 0): StampRing {
    const size = 2 ** Math.ceil(Math.log2(capacity));
    const memory = allocate((CELLS + 2 * size) * 4);
    memory.write(0, size);
    memory.write(HEAD, passed | 0);
    // No cell may look as if it held a word: a stamp of 0 would, in the cell of position 2^32 - 1.
    for (let position = passed; position < passed + size; position++) memory.write(CELLS + 2 * (position & (size - 1)), position | 0);
    return new StampRing(memory);
  }

  static attach(memory: Memory): StampRing {
    return new StampRing(memory);
  }

  private constructor(memory: Memory) {
    this.#memory = memory;
    this.capacity = memory.read(0);
    this.#head = this.#tail = memory.load(HEAD);
    while (this.#used < this.capacity && this.#holds(this.#tail)) this.#tail = (this.#tail + 1) | 0;
  }

  /** Adds words `from` to `to` of an array, as many as there is room for. @returns how many. Producer only. */
  push(words: ArrayLike<number>, from = 0, to: number = words.length): number {
    const memory = this.#memory;
    let at = from;
    for (; at < to; at++) {
      if (this.#used === this.capacity) this.#head = memory.load(HEAD);
      if (this.#used === this.capacity) break;
      const cell = this.#cell(this.#tail);
      memory.write(cell + 1, words[at]! | 0);
      this.#tail = (this.#tail + 1) | 0;
      memory.store(cell, this.#tail);
    }
    return Math.max(0, at - from);
  }

  /** Moves the oldest words into an array, from index `from` on and at most to `to`. @returns how many. Consumer only. */
  pop(into: Int32Array | Uint32Array, from = 0, to: number = into.length): number {
    let at = from;
    for (; at < to && this.#holds(this.#head); at++) {
      into[at] = this.#memory.read(this.#cell(this.#head) + 1);
      this.#head = (this.#head + 1) | 0;
    }
    if (at > from) this.#memory.store(HEAD, this.#head);
    return Math.max(0, at - from);
  }

  /** Words between the positions as this side knows them. */
  get #used(): number {
    return (this.#tail - this.#head) | 0;
  }

  #holds(position: number): boolean {
    return this.#memory.load(this.#cell(position)) === ((position + 1) | 0);
  }

  #cell(position: number): number {
    return CELLS + 2 * (position & (this.capacity - 1));
  }
}

import type { Memory } from '@dist/core';

/** One side of a ring of 32-bit words between two threads. */
export interface RingSide {
  /** Words that it holds at most. */
  readonly capacity: number;
  /** Adds words `from` to `to` of an array, as many as there is room for; how many. The producer's. */
  push(words: ArrayLike<number>, from?: number, to?: number): number;
  /** Moves the oldest words into an array, from index `from` on and at most to `to`; how many. The consumer's. */
  pop(into: Int32Array | Uint32Array, from?: number, to?: number): number;
}

/** How a ring is made. Everything that its sides share lies in the memory that they are given. */
export interface RingUnderTest {
  /**
   * Makes a ring of at least this capacity, before its memory is shared.
   * @param allocate gives zeroed memory of that many bytes.
   * @param passed its positions stand as if so many words had passed through it, modulo 2^32. A ring that counts nothing ignores it.
   */
  create(capacity: number, allocate: (bytes: number) => Memory, passed: number): unknown;
  /** One side of a ring, at any time of its life. Each side has an object of its own. */
  attach(memory: Memory): RingSide;
}

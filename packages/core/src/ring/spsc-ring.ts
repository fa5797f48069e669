// A bounded ring of 32-bit words between two threads: one produces, one consumes.
//
//   header  magic, kind, version, capacity        written once, before sharing
//   line 1  tail   position behind the newest word  written by the producer
//   line 2  head   position of the oldest word      written by the consumer
//   line 3… words  [capacity]                       written by the producer before it moves the tail
//
// Positions run through all 2^32 values and wrap. Each side keeps the far side's position as it last saw it, and loads
// it again only when that one is not enough: one atomic load at most and one atomic store for each batch.
import { minInt } from '../int-math.ts';
import type { Memory } from '../memory/memory.ts';
import { REGION_WORDS, openRegion, stampRegion } from '../memory/region.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { powerOfTwo, requireInteger } from '../require-integer.ts';

const CAPACITY_WORD = REGION_WORDS;
const TAIL = 32;
const HEAD = 64;
const WORDS = 96;

/** A single-producer single-consumer ring. Use each object on one thread, for one direction. */
export class SpscRing {
  /** Words it holds at most. */
  readonly capacity: number;
  readonly #memory: Memory;
  readonly #mask: number;
  #tail: number;
  #head: number;

  /**
   * @param capacity words, 1 to 2^24; rounded up to a power of two.
   * @param allocate for extension authors: makes the shared memory of that many bytes.
   */
  static create(capacity: number, allocate?: (bytes: number) => Memory): SpscRing {
    const size = powerOfTwo(requireInteger('ring capacity', capacity, 1, 2 ** 24));
    const bytes = (WORDS + size) * 4;
    const memory = allocate?.(bytes) ?? new SharedMemory(new SharedArrayBuffer(bytes));
    memory.write(CAPACITY_WORD, size);
    stampRegion(memory, 'ring');
    return new SpscRing(memory);
  }

  /** The same ring on another thread. @throws DistributorError `NOT_A_REGION`, `LAYOUT_VERSION`. */
  static attach(region: SharedArrayBuffer | Memory): SpscRing {
    return new SpscRing(openRegion(region, 'ring'));
  }

  private constructor(memory: Memory) {
    this.#memory = memory;
    this.capacity = memory.read(CAPACITY_WORD);
    this.#mask = this.capacity - 1;
    this.#tail = memory.load(TAIL);
    this.#head = memory.load(HEAD);
  }

  /** The shared memory to attach to. */
  get region(): SharedArrayBuffer {
    return this.#memory.buffer;
  }

  /** Adds words `from` to `to` of an array, as many as there is room for. @returns how many. Producer only. */
  push(words: ArrayLike<number>, from = 0, to: number = words.length): number {
    const memory = this.#memory;
    const wanted = to - from;
    if (this.capacity - ((this.#tail - this.#head) | 0) < wanted) this.#head = memory.load(HEAD); // [label:ring-room acquire]
    const count = minInt(wanted, this.capacity - ((this.#tail - this.#head) | 0));
    for (let i = 0; i < count; i++) memory.write(WORDS + ((this.#tail + i) & this.#mask), words[from + i]! | 0);
    if (count > 0) {
      this.#tail = (this.#tail + count) | 0;
      memory.store(TAIL, this.#tail); // [label:ring-words publish]
    }
    return count;
  }

  /** Moves the oldest words into an array, from index `from` on and at most to `to`. @returns how many. Consumer only. */
  pop(into: Int32Array | Uint32Array, from = 0, to: number = into.length): number {
    const memory = this.#memory;
    const wanted = to - from;
    if (((this.#tail - this.#head) | 0) < wanted) this.#tail = memory.load(TAIL); // [label:ring-words acquire]
    const count = minInt(wanted, (this.#tail - this.#head) | 0);
    for (let i = 0; i < count; i++) into[from + i] = memory.read(WORDS + ((this.#head + i) & this.#mask));
    if (count > 0) {
      this.#head = (this.#head + count) | 0;
      memory.store(HEAD, this.#head); // [label:ring-room publish]
    }
    return count;
  }
}

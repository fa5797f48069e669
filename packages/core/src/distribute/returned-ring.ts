// Packets that workers have handed back and the caller has not taken. It belongs to the distributor's thread alone,
// and it has room for every packet that may be accepted, so it cannot overflow.
import { fillBytes } from '../fill-bytes.ts';
import { minInt } from '../int-math.ts';
import type { Returns } from '../loops/returns.ts';
import { HEAP, type Space } from '../memory/space.ts';
import { DONE, type PacketBurst } from '../packet-burst.ts';
import { powerOfTwo } from '../require-integer.ts';
import { attemptOf, outcomeOf } from '../slot/mark.ts';

export class ReturnedRing implements Returns {
  readonly tags: Uint32Array;
  readonly handles: Uint32Array;
  readonly space: Space;
  /** 0 wherever there is no packet with another mark. */
  readonly #marks: Uint32Array;
  /** There may be packets with marks other than 0. */
  #unusual = false;
  readonly #mask: number;
  #head = 0;
  #tail = 0;

  constructor(capacity: number, space: Space = HEAP) {
    const size = powerOfTwo(capacity);
    this.space = space;
    this.tags = space.uint32(size);
    this.handles = space.uint32(size);
    this.#marks = new Uint32Array(size);
    this.#mask = size - 1;
  }

  get size(): number {
    return (this.#tail - this.#head) | 0;
  }

  push(tag: number, handle: number, mark: number): void {
    const at = this.place;
    this.tags[at] = tag;
    this.handles[at] = handle;
    if (mark !== 0) this.mark(at, mark);
    this.grow(1);
  }

  /** The place of the next packet. */
  get place(): number {
    return this.#tail & this.#mask;
  }

  /** Places from there on that follow each other. */
  get straight(): number {
    return this.#mask + 1 - this.place;
  }

  mark(place: number, mark: number): void {
    this.#marks[place] = mark;
    this.#unusual = true;
  }

  /** So many packets have been written to the places from {@link place} on. */
  grow(count: number): void {
    this.#tail = (this.#tail + count) | 0;
  }

  /** Moves the oldest packets into a burst, in place of what it held; how many. */
  take(into: PacketBurst): number {
    const count = minInt(this.size, into.capacity);
    const at = this.#head & this.#mask;
    const straight = minInt(count, this.#mask + 1 - at);
    this.#copyTo(into, 0, at, straight);
    if (straight < count) this.#copyTo(into, straight, 0, count - straight);
    this.#head = (this.#head + count) | 0;
    if (this.#head === this.#tail) this.#empty();
    into.count = count;
    return count;
  }

  /** Forgets all packets; how many. */
  clear(): number {
    const count = this.size;
    if (this.#unusual) this.#marks.fill(0);
    this.#empty();
    return count;
  }

  /** Starts from the first places again, whose cache lines are at hand. */
  #empty(): void {
    this.#head = this.#tail = 0;
    this.#unusual = false;
  }

  #copyTo(into: PacketBurst, start: number, at: number, count: number): void {
    copyWords(this.tags, at, into.tags, start, count);
    copyWords(this.handles, at, into.handles, start, count);
    if (this.#unusual) {
      this.#copyMarks(into, start, at, count);
      return;
    }
    fillBytes(into.attempts, 1, start, start + count);
    fillBytes(into.outcomes, DONE, start, start + count);
  }

  #copyMarks({ attempts, outcomes }: PacketBurst, start: number, at: number, count: number): void {
    const marks = this.#marks;
    for (let i = 0; i < count; i++) {
      const mark = marks[at + i]!;
      attempts[start + i] = attemptOf(mark);
      outcomes[start + i] = outcomeOf(mark);
      marks[at + i] = 0;
    }
  }
}

function copyWords(from: Uint32Array, at: number, to: Uint32Array, start: number, count: number): void {
  for (let i = 0; i < count; i++) to[start + i] = from[at + i]!;
}

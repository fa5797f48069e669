// Packets that workers have handed back and the caller has not taken. It belongs to the distributor's thread alone,
// and it has room for every packet that may be accepted, so it cannot overflow.
import type { PacketBurst } from '../packet-burst.ts';
import { powerOfTwo } from '../require-integer.ts';
import { attemptOf, outcomeOf } from '../slot/mark.ts';

export class ReturnedRing {
  /** The packets, for those who write many of them: entry `position & mask` of each. */
  readonly tags: Uint32Array;
  readonly handles: Uint32Array;
  readonly marks: Uint32Array;
  readonly mask: number;
  #head = 0;
  #tail = 0;

  constructor(capacity: number) {
    const size = powerOfTwo(capacity);
    this.tags = new Uint32Array(size);
    this.handles = new Uint32Array(size);
    this.marks = new Uint32Array(size);
    this.mask = size - 1;
  }

  get size(): number {
    return (this.#tail - this.#head) | 0;
  }

  push(tag: number, handle: number, mark: number): void {
    const at = this.#tail & this.mask;
    this.tags[at] = tag;
    this.handles[at] = handle;
    this.marks[at] = mark;
    this.#tail = (this.#tail + 1) | 0;
  }

  /** Makes room behind the others for packets that the caller writes; the position of the first. */
  extend(count: number): number {
    const position = this.#tail;
    this.#tail = (position + count) | 0;
    return position;
  }

  /** Moves the oldest packets into a burst, in place of what it held; how many. */
  take(into: PacketBurst): number {
    const count = Math.min(this.size, into.capacity);
    const head = this.#head;
    const mask = this.mask;
    const ownTags = this.tags;
    const ownHandles = this.handles;
    const ownMarks = this.marks;
    const { tags, handles, attempts, outcomes } = into;
    for (let i = 0; i < count; i++) {
      const at = (head + i) & mask;
      const mark = ownMarks[at]!;
      tags[i] = ownTags[at]!;
      handles[i] = ownHandles[at]!;
      attempts[i] = attemptOf(mark);
      outcomes[i] = outcomeOf(mark);
    }
    this.#head = (head + count) | 0;
    into.count = count;
    return count;
  }

  /** Forgets all packets; how many. */
  clear(): number {
    const count = this.size;
    this.#head = this.#tail;
    return count;
  }
}

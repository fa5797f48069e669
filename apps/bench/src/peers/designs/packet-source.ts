// The packets of all designs: tags of a table in turn, and a handle that is the packet's number.
import type { PacketBurst } from '@dist/core';

/** What packets come to, one after the other: it differs when one is lost, doubled, changed or out of turn. */
export function addedUp({ tags, handles, count }: PacketBurst, before: number): number {
  let sum = before;
  for (let i = 0; i < count; i++) sum = (Math.imul(sum, 31) + (tags[i]! ^ handles[i]!)) | 0;
  return sum;
}

export class PacketSource {
  /** Packets given out. */
  given = 0;
  /** What they come to; see {@link addedUp}. */
  sum = 0;
  readonly #tags: Uint32Array;

  constructor(tags: Uint32Array) {
    this.#tags = tags;
  }

  /** Fills a burst. */
  fill(burst: PacketBurst): void {
    const source = this.#tags;
    const mask = source.length - 1;
    const { tags, handles, capacity } = burst;
    const given = this.given;
    for (let i = 0; i < capacity; i++) {
      tags[i] = source[(given + i) & mask]!;
      handles[i] = given + i;
    }
    burst.count = capacity;
    this.given = given + capacity;
    this.sum = addedUp(burst, this.sum);
  }
}

/** @throws Error when packets that came to one sum come to another where they have arrived. */
export function requireSame(where: string, sum: number, expected: number): void {
  if (sum !== expected) throw new Error(`${where}: packets were lost, doubled, changed or out of turn: they come to ${sum}, not to ${expected}`);
}

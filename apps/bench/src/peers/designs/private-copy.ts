// As publish-once.ts, but packets are written into memory of the distributor's own and moved when they are published: nobody shares a
// line that is still being filled, and what comes back is read from the distributor's own memory.
import type { PacketBurst } from '@dist/core';
import { LaneWriter } from './lane-writer.ts';
import { CAPACITY, MASK, PACKETS, PACKET_WORDS, PUBLISHED } from './lane.ts';

export class PrivateCopy extends LaneWriter {
  readonly #own: Int32Array;

  constructor(region: SharedArrayBuffer) {
    const own = new Int32Array(PACKET_WORDS * CAPACITY);
    super(region, own);
    this.#own = own;
  }

  override send({ tags, handles, count }: PacketBurst): void {
    const own = this.#own;
    const first = PACKET_WORDS * (this.tail & MASK);
    let packet = first;
    for (let i = 0; i < count; i++) {
      own[packet] = tags[i]!;
      own[packet + 1] = handles[i]!;
      packet = (packet + PACKET_WORDS) | 0;
    }
    this.#publish(first, packet);
    this.tail = (this.tail + count) | 0;
    Atomics.store(this.words, PUBLISHED, this.tail);
  }

  #publish(from: number, to: number): void {
    const own = this.#own;
    const { words } = this;
    for (let word = from; word < to; word++) words[PACKETS + word] = own[word]!;
  }
}

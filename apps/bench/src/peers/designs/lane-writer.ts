// The distributor's side of a lane. How packets get into it and are published is what designs differ in.
import type { PacketBurst } from '@dist/core';
import { CAPACITY, HANDED_BACK, HANDLE_BITS, MASK, PACKETS, PACKET_WORDS, straight } from './lane.ts';

export abstract class LaneWriter {
  protected readonly words: Int32Array;
  /** Position behind the newest packet. */
  protected tail = 0;
  /** Where packets that have come back are read, from this index on. */
  readonly #given: Int32Array;
  readonly #first: number;
  #head = 0;
  #handedBack = 0;

  /** @param given packets as they were written, if not the lane itself */
  constructor(region: SharedArrayBuffer, given?: Int32Array) {
    this.words = new Int32Array(region);
    this.#given = given ?? this.words;
    this.#first = given === undefined ? PACKETS : 0;
  }

  get room(): number {
    return CAPACITY - ((this.tail - this.#head) | 0);
  }

  /** Writes all packets of a burst and publishes them. There is room for them, and they do not go round the end of the lane. */
  abstract send(burst: PacketBurst): void;

  /** Moves the oldest packets that have come back into a burst. */
  collect(into: PacketBurst): void {
    const head = this.#head;
    if (this.#handedBack === head) this.#handedBack = Atomics.load(this.words, HANDED_BACK) | 0;
    const back = (this.#handedBack - head) | 0;
    const count = straight(head, back < into.capacity ? back : into.capacity);
    const given = this.#given;
    const { tags, handles } = into;
    let packet = this.#first + PACKET_WORDS * (head & MASK);
    for (let i = 0; i < count; i++) {
      tags[i] = given[packet]!;
      handles[i] = given[packet + 1]! & HANDLE_BITS;
      packet = (packet + PACKET_WORDS) | 0;
    }
    into.count = count;
    this.#head = (head + count) | 0;
  }
}

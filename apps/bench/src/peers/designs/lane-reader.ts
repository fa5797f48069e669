// The worker's side of a lane. How it learns of packets is what designs differ in; it hands them back all alike, a burst at once.
import type { PacketBurst } from '@dist/core';
import { HANDED_BACK, HANDLE_BITS, PACKET_WORDS, packetAt, straight } from './lane.ts';

export abstract class LaneReader {
  protected readonly words: Int32Array;
  /** Position of the oldest packet that was not taken. */
  protected head = 0;

  constructor(region: SharedArrayBuffer) {
    this.words = new Int32Array(region);
  }

  /** Packets that may be read from `head` on, at most `wanted`; so many do not go round the end of the lane. */
  protected abstract ready(wanted: number): number;

  /** Copies the oldest packets into a burst, as many as there are and it holds. */
  take(into: PacketBurst): void {
    const head = this.head;
    const count = this.ready(straight(head, into.capacity));
    const { words } = this;
    const { tags, handles } = into;
    let packet = packetAt(head);
    for (let i = 0; i < count; i++) {
      tags[i] = words[packet]!;
      handles[i] = words[packet + 1]! & HANDLE_BITS;
      packet = (packet + PACKET_WORDS) | 0;
    }
    into.count = count;
    this.head = (head + count) | 0;
  }

  /** Hands back all that was taken. */
  handBack(): void {
    Atomics.store(this.words, HANDED_BACK, this.head);
  }
}

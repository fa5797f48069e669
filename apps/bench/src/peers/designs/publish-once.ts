// The design that the others are compared with: packets are written into the lane at once, and one store to the index publishes a call's.
import type { PacketBurst } from '@dist/core';
import { LaneWriter } from './lane-writer.ts';
import { PACKET_WORDS, PUBLISHED, packetAt } from './lane.ts';

export class PublishOnce extends LaneWriter {
  override send({ tags, handles, count }: PacketBurst): void {
    const { words } = this;
    let packet = packetAt(this.tail);
    for (let i = 0; i < count; i++) {
      words[packet] = tags[i]!;
      words[packet + 1] = handles[i]!;
      packet = (packet + PACKET_WORDS) | 0;
    }
    this.tail = (this.tail + count) | 0;
    Atomics.store(words, PUBLISHED, this.tail);
  }
}

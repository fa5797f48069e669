// As publish-once.ts, but every packet is published as soon as it is written: the worker sees it sooner.
import type { PacketBurst } from '@dist/core';
import { LaneWriter } from './lane-writer.ts';
import { PACKET_WORDS, PUBLISHED, packetAt } from './lane.ts';

export class PublishEach extends LaneWriter {
  override send({ tags, handles, count }: PacketBurst): void {
    const { words } = this;
    let packet = packetAt(this.tail);
    for (let i = 0; i < count; i++) {
      words[packet] = tags[i]!;
      words[packet + 1] = handles[i]!;
      packet = (packet + PACKET_WORDS) | 0;
      this.tail = (this.tail + 1) | 0;
      Atomics.store(words, PUBLISHED, this.tail);
    }
  }
}

// As publish-once.ts, but no index is published: the first packet of each line says with the upper bit of its handle whether the line has
// been written. The bit changes its value from lap to lap, so nobody clears it. A line is published whole, so calls and bursts are
// multiples of eight.
import type { PacketBurst } from '@dist/core';
import { LaneReader } from './lane-reader.ts';
import { LaneWriter } from './lane-writer.ts';
import { CAPACITY, HANDLE_BITS, LINE_PACKETS, PACKET_WORDS, packetAt } from './lane.ts';

/** The flag of lines that are written in the lap of a position; in the first lap it is set, since memory begins with zeros. */
const flagAt = (position: number): number => ((position & CAPACITY) === 0 ? ~HANDLE_BITS : 0);

export class FlagWriter extends LaneWriter {
  override send({ tags, handles, count }: PacketBurst): void {
    const { words } = this;
    const flag = flagAt(this.tail);
    let packet = packetAt(this.tail);
    for (let line = 0; line < count; line += LINE_PACKETS) {
      const first = packet;
      words[first] = tags[line]!;
      packet = (packet + PACKET_WORDS) | 0;
      for (let i = line + 1; i < line + LINE_PACKETS; i++) {
        words[packet] = tags[i]!;
        words[packet + 1] = handles[i]!;
        packet = (packet + PACKET_WORDS) | 0;
      }
      Atomics.store(words, first + 1, handles[line]! | flag);
    }
    this.tail = (this.tail + count) | 0;
  }
}

export class FlagReader extends LaneReader {
  protected override ready(wanted: number): number {
    const { words, head } = this;
    const flag = flagAt(head);
    let ready = 0;
    while (ready < wanted && ((Atomics.load(words, packetAt(head + ready) + 1) ^ flag) & ~HANDLE_BITS) === 0) ready += LINE_PACKETS;
    return ready;
  }
}

// The loops in JavaScript: what the explorer looks at, what a machine without WebAssembly runs, and what the other form must equal.
// Few arrays each, and no calls in them: the compiler then keeps all that they need in registers.
import { type FlowTable, bucketOf } from '../flows/flow-table.ts';
import { countedOnce, hasRecords, speaksAgainst, uncountedOnce } from '../flows/pin.ts';
import type { Memory } from '../memory/memory.ts';
import type { PacketBurst } from '../packet-burst.ts';
import { LINE_PACKETS, PACKET_WORDS } from '../slot/distributor-layout.ts';
import type { Loops } from './loops.ts';
import type { Returns } from './returns.ts';

export class PlainLoops implements Loops {
  readonly #memory: Memory;
  readonly #table: FlowTable;

  constructor(memory: Memory, table: FlowTable) {
    this.#memory = memory;
    this.#table = table;
  }

  append(packets: PacketBurst, from: number, to: number, first: number, worker: number): number {
    const memory = this.#memory;
    const { buckets, shift } = this.#table;
    const { tags, handles } = packets;
    // A word of each cache line first: the worker has read them all, and they are asked for at once instead of one after the other.
    for (let i = (from + LINE_PACKETS) | 0, line = first; i < to; i = (i + LINE_PACKETS) | 0) {
      line = (line + LINE_PACKETS * PACKET_WORDS) | 0;
      memory.write(line, tags[i]!);
    }
    let packet = first;
    for (let i = from; i < to; i = (i + 1) | 0) {
      const tag = tags[i]! | 0;
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      if (speaksAgainst(pin, worker)) break;
      buckets[bucket] = countedOnce(pin, worker);
      memory.write(packet, tag);
      memory.write((packet + 1) | 0, handles[i]!);
      packet = (packet + PACKET_WORDS) | 0;
    }
    return (packet - first) >> 1;
  }

  collect(first: number, count: number, into: Returns, place: number): number {
    const memory = this.#memory;
    const { buckets, shift } = this.#table;
    const { tags, handles } = into;
    const end = (place + count) | 0;
    let at = place;
    for (let next = first; at < end; at = (at + 1) | 0) {
      const tag = memory.read(next);
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      if (hasRecords(pin)) break;
      buckets[bucket] = uncountedOnce(pin);
      tags[at] = tag;
      handles[at] = memory.read((next + 1) | 0);
      next = (next + PACKET_WORDS) | 0;
    }
    return at - place;
  }

  anyMark(marks: number, count: number): boolean {
    const memory = this.#memory;
    let any = 0;
    for (let i = 0; i < count; i++) any |= memory.read((marks + i) | 0);
    return any !== 0;
  }
}

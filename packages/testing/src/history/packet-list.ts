import type { PacketTable } from './packet-table.ts';

/**
 * One list of packets for each tag, linked through the packet table: enter and leave in constant time, whatever the number of packets.
 * A packet is in at most one list.
 */
export class PacketList {
  readonly #packets: PacketTable;
  readonly #heads: Int32Array;
  readonly #member: number;

  /** @param member the bit of a packet's state that says it is in this list */
  constructor(packets: PacketTable, tags: number, member: number) {
    this.#packets = packets;
    this.#member = member;
    this.#heads = new Int32Array(tags).fill(-1);
  }

  /** The packet of the tag that entered last, -1 when there is none. */
  head(tag: number): number {
    return this.#heads[tag]!;
  }

  enter(packet: number): void {
    const { tag, next, previous } = this.#packets;
    const head = this.#heads[tag[packet]!]!;
    next[packet] = head;
    previous[packet] = -1;
    if (head !== -1) previous[head] = packet;
    this.#heads[tag[packet]!] = packet;
    this.#packets.set(packet, this.#member);
  }

  /** Does nothing when the packet is not in this list. */
  leave(packet: number): void {
    if (!this.#packets.has(packet, this.#member)) return;
    const { tag, next, previous } = this.#packets;
    const after = next[packet]!;
    const before = previous[packet]!;
    if (before === -1) this.#heads[tag[packet]!] = after;
    else next[before] = after;
    if (after !== -1) previous[after] = before;
    next[packet] = -1;
    previous[packet] = -1;
    this.#packets.clear(packet, this.#member);
  }
}

// Ordered: within a tag the ordinals of starts, and those of returns, only grow. The late packet is named, with the one that passed it;
// a packet that never comes is Once's concern, so nothing that is merely missing makes the rest of its tag wrong.
import type { ViolationKind } from '../verdict/violation-kind.ts';
import type { Findings } from './findings.ts';
import type { PacketTable } from './packet-table.ts';

export class OrderedRule {
  readonly #packets: PacketTable;
  readonly #findings: Findings;
  readonly #tagIds: ArrayLike<number>;
  /** The packet of each tag with the highest ordinal that started, and that came back; -1 before the first. */
  readonly #lastStarted: Int32Array;
  readonly #lastReturned: Int32Array;

  constructor(packets: PacketTable, tagIds: ArrayLike<number>, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#findings = findings;
    this.#lastStarted = new Int32Array(tagIds.length).fill(-1);
    this.#lastReturned = new Int32Array(tagIds.length).fill(-1);
  }

  started(packet: number, row: number): void {
    this.#follow(this.#lastStarted, 'start-order', 'started', packet, row);
  }

  /** The packet starts again, and those of its tag that had started after it with the same worker: the tag goes back to before it. */
  retried(packet: number): void {
    const { tag, ordinal, before } = this.#packets;
    const last = this.#lastStarted[tag[packet]!]!;
    if (last !== -1 && ordinal[last]! >= ordinal[packet]!) this.#lastStarted[tag[packet]!] = before[packet]!;
  }

  returned(packet: number, row: number): void {
    this.#follow(this.#lastReturned, 'return-order', 'came back', packet, row);
  }

  /** True when a later packet of its tag has come back. */
  passed(packet: number): boolean {
    const { tag, ordinal } = this.#packets;
    const last = this.#lastReturned[tag[packet]!]!;
    return last !== -1 && ordinal[last]! > ordinal[packet]!;
  }

  #follow(lasts: Int32Array, kind: ViolationKind, verb: string, packet: number, row: number): void {
    const { id, tag, ordinal, worker } = this.#packets;
    const index = tag[packet]!;
    const last = lasts[index]!;
    if (last === -1 || ordinal[packet]! >= ordinal[last]!) {
      lasts[index] = packet;
      return;
    }
    const tagId = this.#tagIds[index]!;
    this.#findings.add(kind, row, tagId, [id[packet]!, id[last]!], [worker[packet]!, worker[last]!], () =>
      `packet ${id[packet]!} of tag ${tagId} (worker ${worker[packet]!}) ${verb} after packet ${id[last]!} (worker ${worker[last]!}), which was submitted later`,
    );
  }
}

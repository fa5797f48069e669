// Work-conserving and Isolated, judged where nothing moves any more (RESTED): whatever can wait for a moment has had its moment there.
// An idle worker is one that has asked and holds nothing; a free tag one of which nothing is with a worker or undecided.
//
//   Work-conserving   no accepted packet of a free tag waits while a worker is idle. Packets that a worker has claimed are the exception,
//                     and its bound: so many in one handshake (`claimLimit`)
//   Isolated          while stuck tags hold no more than their own backlogs, no packet of a free tag is refused while a worker is idle;
//                     no tag has more waiting than its limit (`tagBacklog`)
import type { Findings } from './findings.ts';
import type { HistoryBounds } from './history-bounds.ts';
import type { PacketTable } from './packet-table.ts';
import { Place } from './whereabouts.ts';
import type { Whereabouts } from './whereabouts.ts';

export class WaitingRule {
  /** Rests at which a worker was idle; of these, those at which tags were held, and no more of them than `stuckTags`. */
  idleRests = 0;
  stuckRests = 0;
  readonly #packets: PacketTable;
  readonly #tagIds: ArrayLike<number>;
  readonly #where: Whereabouts;
  readonly #bounds: HistoryBounds;
  readonly #findings: Findings;
  /** Packets that were told already, by kind of violation: nobody reads at each rest that the same one still waits. */
  readonly #told = { starved: new Set<number>(), heldUp: new Set<number>(), crowded: new Set<number>() };
  /** Packets each worker has claimed since it asked. */
  readonly #claims = new Map<number, number>();

  constructor(packets: PacketTable, tagIds: ArrayLike<number>, where: Whereabouts, bounds: HistoryBounds, findings: Findings) {
    this.#packets = packets;
    this.#tagIds = tagIds;
    this.#where = where;
    this.#bounds = bounds;
    this.#findings = findings;
  }

  asked(worker: number): void {
    this.#claims.set(worker, 0);
  }

  claimed(packet: number, worker: number, row: number): void {
    const claims = (this.#claims.get(worker) ?? 0) + 1;
    this.#claims.set(worker, claims);
    const limit = this.#bounds.claimLimit ?? Infinity;
    if (claims !== limit + 1) return;
    this.#findings.add('over-claim', row, this.#tagOf(packet), [this.#idOf(packet)], [worker], () =>
      `worker ${worker} claimed packet ${this.#idOf(packet)} of tag ${this.#tagOf(packet)} as number ${claims} of one handshake, where ${limit} is the limit`,
    );
  }

  rested(row: number, offeredAgain: boolean): void {
    const { idle, lockedTags } = this.#where;
    this.#crowded(row);
    if (idle.size === 0) return;
    this.idleRests += 1;
    for (const tag of this.#where.waitingFree) this.#starved(tag, row);
    const isIsolated = lockedTags > 0 && lockedTags <= (this.#bounds.stuckTags ?? 1);
    if (isIsolated) this.stuckRests += 1;
    if (!isIsolated || !offeredAgain || this.#where.untaken > 0) return;
    for (const tag of this.#where.refusedFree) this.#heldUp(tag, row);
  }

  #starved(tag: number, row: number): void {
    const packet = this.#untold(tag, Place.WAITING, this.#told.starved);
    if (packet === -1) return;
    const [worker, askRow] = this.#anyIdle();
    this.#findings.add('starved', row, this.#tagIds[tag]!, [this.#idOf(packet)], [worker], () =>
      `packet ${this.#idOf(packet)} of tag ${this.#tagIds[tag]!} waits, although nobody holds its tag and worker ${worker} asks`, [askRow, row]);
  }

  #heldUp(tag: number, row: number): void {
    const packet = this.#untold(tag, Place.OFFERED, this.#told.heldUp);
    if (packet === -1) return;
    const [worker, askRow] = this.#anyIdle();
    const claimed = this.#where.first(-1, Place.CLAIMED);
    const stuck = claimed === -1 ? this.#where.first(-1, Place.SUSPECT) : claimed;
    const holder = this.#where.holderOf(stuck);
    this.#findings.add('held-up', row, this.#tagIds[tag]!, [this.#idOf(packet), this.#idOf(stuck)], [worker, holder], () =>
      `packet ${this.#idOf(packet)} of tag ${this.#tagIds[tag]!} is refused again, although nobody holds its tag and worker ${worker} asks: ` +
      `what is stuck is packet ${this.#idOf(stuck)} of tag ${this.#tagOf(stuck)}, with worker ${holder}`, [askRow, row]);
  }

  #crowded(row: number): void {
    for (const tag of this.#where.crowded) {
      const packet = this.#untold(tag, Place.WAITING, this.#told.crowded);
      if (packet === -1) continue;
      this.#findings.add('over-backlog', row, this.#tagIds[tag]!, [this.#idOf(packet)], [], () =>
        `${this.#where.waitingOf(tag)} packets of tag ${this.#tagIds[tag]!}, packet ${this.#idOf(packet)} the first, wait, where ${this.#bounds.tagBacklog ?? Infinity} of a tag may`, [row]);
    }
  }

  /** The oldest packet of the tag in this place, unless it was told before; -1 then. */
  #untold(tag: number, place: number, told: Set<number>): number {
    const packet = this.#where.first(tag, place);
    if (told.has(packet)) return -1;
    told.add(packet);
    return packet;
  }

  #anyIdle(): [worker: number, askRow: number] {
    for (const entry of this.#where.idle) return entry;
    return [-1, -1];
  }

  #idOf(packet: number): number {
    return this.#packets.id[packet]!;
  }

  #tagOf(packet: number): number {
    return this.#tagIds[this.#packets.tag[packet]!]!;
  }
}

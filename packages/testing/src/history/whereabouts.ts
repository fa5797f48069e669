// Where each packet is now, and what that means for its tag and for the workers. Kept up to date event by event, in constant time, so that
// a rest or a flush can be judged at once, however many packets there are.
import { Seen } from './packet-table.ts';
import type { PacketTable } from './packet-table.ts';

/** The places of a packet, in the usual order. */
export const Place = { NOWHERE: 0, OFFERED: 1, WAITING: 2, CLAIMED: 3, SUSPECT: 4, DONE: 5, TAKEN: 6 } as const;
type Place = (typeof Place)[keyof typeof Place];

export class Whereabouts {
  /** Accepted and not done: waiting, with a worker, or a suspect. */
  outstanding = 0;
  claimed = 0;
  suspects = 0;
  /** Done and not yet taken by the caller. */
  untaken = 0;
  /** Tags that a worker or a suspect holds. */
  lockedTags = 0;
  /** Free tags of which a packet waits; free tags of which packets were offered and none waits; tags with more waiting than the limit. */
  readonly waitingFree: Set<number> = new Set<number>();
  readonly refusedFree: Set<number> = new Set<number>();
  readonly crowded: Set<number> = new Set<number>();
  /** Workers that have asked and hold nothing, with the row of the request. */
  readonly idle: Map<number, number> = new Map<number, number>();
  readonly #packets: PacketTable;
  readonly #places: Uint8Array;
  /** The worker that claimed it last. */
  readonly #holders: Uint16Array;
  readonly #offered: Int32Array;
  readonly #waiting: Int32Array;
  readonly #locked: Int32Array;
  readonly #backlogLimit: number;
  readonly #handBacks: boolean;
  /** What each worker claimed and has not handed back, and the row of its request, -1 once it was answered. */
  readonly #held = new Map<number, Set<number>>();
  readonly #asked = new Map<number, number>();

  /** @param backlogLimit packets of one tag that may wait; @param handBacks the history says when packets are handed back */
  constructor(packets: PacketTable, tags: number, backlogLimit: number, handBacks: boolean) {
    this.#packets = packets;
    this.#places = new Uint8Array(packets.id.length);
    this.#holders = new Uint16Array(packets.id.length);
    this.#offered = new Int32Array(tags);
    this.#waiting = new Int32Array(tags);
    this.#locked = new Int32Array(tags);
    this.#backlogLimit = backlogLimit;
    this.#handBacks = handBacks;
  }

  placeOf(packet: number): number {
    return this.#places[packet]!;
  }

  /** The worker that has it, or had it last. */
  holderOf(packet: number): number {
    return this.#holders[packet]!;
  }

  waitingOf(tag: number): number {
    return this.#waiting[tag]!;
  }

  /** The first packet of a tag in a place, in input order, -1 when there is none. Looks at all packets. */
  first(tag: number, place: number): number {
    for (let packet = 0; packet < this.#places.length; packet += 1) {
      if (this.#places[packet] === place && (tag === -1 || this.#packets.tag[packet] === tag)) return packet;
    }
    return -1;
  }

  /** With a worker or undecided, or waiting; not what a worker has finished, if nobody recorded when it handed that back. */
  isOutstanding(packet: number): boolean {
    const place = this.#places[packet]!;
    if (place === Place.CLAIMED) return this.#handBacks || !this.#packets.has(packet, Seen.FINISHED);
    return place === Place.WAITING || place === Place.SUSPECT;
  }

  submitted(packet: number, accepted: boolean): void {
    if (this.#places[packet] === Place.NOWHERE) this.#move(packet, accepted ? Place.WAITING : Place.OFFERED);
  }

  accepted(packet: number): void {
    // A worker may have had it before the call that accepted it was over.
    if (this.#places[packet]! <= Place.OFFERED) this.#move(packet, Place.WAITING);
  }

  asked(worker: number, row: number): void {
    this.#asked.set(worker, row);
    this.#handBackFinished(worker);
    this.#review(worker);
  }

  claim(packet: number, worker: number): void {
    if (this.#places[packet]! >= Place.DONE) return;
    const before = this.#holders[packet]!;
    if (this.#places[packet] === Place.CLAIMED && before !== worker) {
      this.#heldBy(before).delete(packet);
      this.#review(before);
    }
    this.#move(packet, Place.CLAIMED);
    this.#holders[packet] = worker;
    this.#heldBy(worker).add(packet);
    this.#asked.delete(worker);
    this.#review(worker);
  }

  done(packet: number): void {
    if (this.#places[packet]! < Place.DONE) this.#move(packet, Place.DONE);
    const worker = this.#holders[packet]!;
    if (this.#held.get(worker)?.delete(packet) === true) this.#review(worker);
  }

  taken(packet: number): void {
    this.done(packet);
    this.#move(packet, Place.TAKEN);
  }

  cleared(count: number): void {
    this.untaken = Math.max(0, this.untaken - count);
  }

  left(worker: number): void {
    this.#asked.delete(worker);
    this.#handBackFinished(worker);
    this.#review(worker);
  }

  /** What it had finished is done; what it had not goes elsewhere, or becomes a suspect. */
  workerLost(worker: number): void {
    for (const packet of this.#heldBy(worker)) this.#move(packet, this.#packets.has(packet, Seen.FINISHED) ? Place.DONE : Place.WAITING);
    this.#held.delete(worker);
    this.#asked.delete(worker);
    this.#review(worker);
  }

  suspect(packet: number, worker: number): void {
    this.#holders[packet] = worker;
    this.#move(packet, Place.SUSPECT);
  }

  retried(packet: number): void {
    this.#move(packet, Place.WAITING);
  }

  /** Where hand-backs are not recorded, a worker that asks or leaves hands back what it has finished. */
  #handBackFinished(worker: number): void {
    if (this.#handBacks) return;
    for (const packet of this.#held.get(worker) ?? []) if (this.#packets.has(packet, Seen.FINISHED)) this.done(packet);
  }

  #heldBy(worker: number): Set<number> {
    const known = this.#held.get(worker);
    if (known !== undefined) return known;
    const held = new Set<number>();
    this.#held.set(worker, held);
    return held;
  }

  #review(worker: number): void {
    const row = this.#asked.get(worker);
    if (row !== undefined && (this.#held.get(worker)?.size ?? 0) === 0) this.idle.set(worker, row);
    else this.idle.delete(worker);
  }

  #move(packet: number, to: Place): void {
    const from = this.#places[packet]!;
    if (from === to) return;
    const tag = this.#packets.tag[packet]!;
    const lockedBefore = this.#locked[tag]! > 0;
    this.#count(tag, from, -1);
    this.#count(tag, to, 1);
    this.#places[packet] = to;
    const locked = this.#locked[tag]! > 0;
    if (locked !== lockedBefore) this.lockedTags += locked ? 1 : -1;
    set(this.waitingFree, tag, !locked && this.#waiting[tag]! > 0);
    set(this.refusedFree, tag, !locked && this.#waiting[tag] === 0 && this.#offered[tag]! > 0);
    set(this.crowded, tag, this.#waiting[tag]! > this.#backlogLimit);
  }

  #count(tag: number, place: number, more: number): void {
    if (place === Place.OFFERED) this.#offered[tag] = this.#offered[tag]! + more;
    if (place === Place.WAITING) this.#waiting[tag] = this.#waiting[tag]! + more;
    if (place === Place.CLAIMED || place === Place.SUSPECT) this.#locked[tag] = this.#locked[tag]! + more;
    if (place >= Place.WAITING && place <= Place.SUSPECT) this.outstanding += more;
    if (place === Place.CLAIMED) this.claimed += more;
    if (place === Place.SUSPECT) this.suspects += more;
    if (place === Place.DONE) this.untaken = Math.max(0, this.untaken + more);
  }
}

function set(members: Set<number>, value: number, isMember: boolean): void {
  if (isMember) members.add(value);
  else members.delete(value);
}

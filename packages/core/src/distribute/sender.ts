// Puts packets into lanes and hands them over: a free tag to a worker with room, a pinned one behind its packets in the
// same lane, and what finds no room into the backlog of its flow.
import type { Flows } from '../flows/flows.ts';
import { FREE, HANDLE, IN_FLIGHT, MARK, NONE, QUEUED, WORKER, bucketOf } from '../flows/flow-table.ts';
import { pinnedOnce, pinnedWorker } from '../flows/pin.ts';
import { minInt } from '../int-math.ts';
import type { PacketBurst } from '../packet-burst.ts';
import { PARKED, presenceOf } from '../slot/handshake.ts';
import type { Lanes } from './lanes.ts';
import type { DistributorLimits } from './options.ts';
import type { Roster } from './roster.ts';
import { WorkerSet } from './worker-set.ts';

/** Packets that are published at once, where bursts are smaller: an addition costs as much as many packets. */
const LEAST_PUBLISHED = 32;

export class Sender {
  handshakes = 0;
  wakes = 0;
  readonly #burst: number;
  /** So many unpublished packets are published before the call ends. */
  readonly #publishesAt: number;
  readonly #flowBacklog: number;
  readonly #lanes: Lanes;
  readonly #flows: Flows;
  readonly #roster: Roster;
  /** Workers with packets that are written and not published. */
  readonly #unpublished: WorkerSet;
  /** Workers that were published to, and the handshake that each had then. */
  readonly #publishedTo: WorkerSet;
  readonly #words: Int32Array;

  constructor(limits: DistributorLimits, lanes: Lanes, flows: Flows, roster: Roster) {
    this.#burst = limits.burst;
    this.#publishesAt = Math.max(limits.burst, LEAST_PUBLISHED);
    this.#flowBacklog = limits.flowBacklog;
    this.#lanes = lanes;
    this.#flows = flows;
    this.#roster = roster;
    this.#unpublished = new WorkerSet(limits.workers);
    this.#publishedTo = new WorkerSet(limits.workers);
    this.#words = new Int32Array(limits.workers);
  }

  /** Sends packets `from` to `to` to the workers whose turn it is, up to the first that something speaks against; how many. */
  sendRun(packets: PacketBurst, from: number, to: number): number {
    const lanes = this.#lanes;
    const roster = this.#roster;
    let at = from;
    while (at < to) {
      const worker = roster.current();
      if (worker === NONE) break;
      const limit = minInt(minInt(to - at, roster.left), minInt(lanes.room(worker), this.#publishesAt - lanes.unpublished(worker)));
      const sent = lanes.append(worker, packets, at, at + limit);
      if (sent === 0) break;
      roster.spend(sent);
      this.#wrote(worker, sent);
      at += sent;
      if (sent < limit) break;
    }
    return at - from;
  }

  /**
   * Sends a run of packets of one tag behind the newest packet of the lane that its bucket is pinned to, if that is of the same tag: then
   * they belong there, whoever else has nothing to do, and need no record to say so. At most up to packet `to`; how many.
   */
  sendBehind(packets: PacketBurst, from: number, to: number): number {
    const lanes = this.#lanes;
    const { table } = this.#flows;
    const { tags } = packets;
    const tag = tags[from]! | 0;
    const worker = pinnedWorker(table.buckets[bucketOf(tag, table.shift)]!);
    if (worker === FREE || lanes.tagAt(worker, lanes.tail(worker) - 1) !== tag) return 0;
    let end = from + 1;
    while (end < to && (tags[end]! | 0) === tag) end++;
    const limit = minInt(end - from, minInt(lanes.room(worker), this.#publishesAt - lanes.unpublished(worker)));
    const sent = lanes.append(worker, packets, from, from + limit);
    if (sent > 0) this.#wrote(worker, sent);
    return sent;
  }

  /** Puts one packet in a lane or in the backlog of its flow; false when that is full. */
  place(tag: number, handle: number): boolean {
    const flows = this.#flows;
    const lanes = this.#lanes;
    const roster = this.#roster;
    const { table } = flows;
    const bucket = bucketOf(tag, table.shift);
    let record = table.find(bucket, tag);
    if (record === NONE) {
      const pinned = pinnedWorker(table.buckets[bucket]!);
      // Another tag of the bucket may be the pinned one. That does no harm where any free tag could go as well.
      if (pinned !== FREE && (roster.idle.size > 0 || !roster.open.has(pinned))) {
        lanes.recordBucket(pinned, bucket, flows);
        record = table.find(bucket, tag);
      }
    }
    if (record !== NONE) return this.#placeInFlow(record, tag, handle);
    const pin = table.buckets[bucket]!;
    const pinned = pinnedWorker(pin);
    const worker = pinned === FREE ? this.#takeTurn() : pinned;
    if (worker === NONE) return this.#placeInFlow(table.add(bucket, tag), tag, handle);
    table.buckets[bucket] = pinnedOnce(pin, worker);
    lanes.write(worker, tag, handle);
    this.#wrote(worker, 1);
    return true;
  }

  #placeInFlow(record: number, tag: number, handle: number): boolean {
    const { fields } = this.#flows;
    const queued = fields[record + QUEUED]!;
    if (queued >= this.#flowBacklog) return false;
    const worker = fields[record + WORKER]!;
    if (queued === 0 && worker >= 0 && this.#lanes.room(worker) > 0) {
      fields[record + IN_FLIGHT]!++;
      this.#lanes.write(worker, tag, handle);
      this.#wrote(worker, 1);
      return true;
    }
    this.#flows.enqueue(record, handle);
    return true;
  }

  #takeTurn(): number {
    const worker = this.#roster.current();
    this.#roster.spend(1);
    return worker;
  }

  /** Moves the front of a flow's backlog into its worker's lane, a burst at most; how many. */
  moveToLane(worker: number, record: number, limit: number): number {
    const { fields, backlog } = this.#flows;
    const tag = this.#flows.tagOf(record);
    const count = minInt(minInt(limit, this.#burst), fields[record + QUEUED]!);
    for (let i = 0; i < count; i++) {
      const mark = fields[record + MARK]!;
      fields[record + IN_FLIGHT]!++;
      if (mark !== 0) this.#lanes.markNext(worker, mark);
      this.#lanes.write(worker, tag, fields[record + HANDLE]!);
      this.#wrote(worker, 1);
      backlog.dropFront(record);
    }
    this.#flows.putBack(worker, record);
    if (fields[record + QUEUED]! > 0) this.#roster.update(worker);
    return count;
  }

  /** Publishes what is written. What the workers' handshakes said then is to be taken in: see {@link nextPublished}. */
  publishAll(): void {
    while (this.#unpublished.size > 0) this.#publish(this.#unpublished.at(this.#unpublished.size - 1));
  }

  /** A worker that was published to and not asked for since, or NONE. */
  nextPublished(): number {
    if (this.#publishedTo.size === 0) return NONE;
    const worker = this.#publishedTo.at(this.#publishedTo.size - 1);
    this.#publishedTo.remove(worker);
    return worker;
  }

  /** The handshake that a worker had when it was published to. */
  wordOf(worker: number): number {
    return this.#words[worker]!;
  }

  /** Notes that packets were written into a lane; publishes them when they are enough. */
  #wrote(worker: number, count: number): void {
    const lanes = this.#lanes;
    const held = lanes.held(worker);
    if (held === count) this.#roster.engage(worker);
    if (held === lanes.credits) this.#roster.fill(worker);
    const unpublished = lanes.unpublished(worker);
    if (unpublished === this.#publishesAt) this.#publish(worker);
    else if (unpublished === count) this.#unpublished.add(worker);
  }

  #publish(worker: number): void {
    const word = this.#lanes.publish(worker);
    this.#unpublished.remove(worker);
    this.handshakes++;
    if (presenceOf(word) === PARKED) {
      this.wakes++;
      this.#lanes.wake(worker);
    }
    // Flows are on their way into lanes: none may end or change sides now. What the word says is taken in when all is out.
    this.#words[worker] = word;
    this.#publishedTo.add(worker);
  }
}

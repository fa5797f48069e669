// The distributor's side of all lanes. It alone publishes and takes back. Beside the lane it notes in private memory what a
// hand-back or a loss asks for: each packet's flow, and its handle, which a worker may replace.
//
// Positions of a lane, oldest first:   head … handedBack … claimed … published … tail
//   head       up to here collected           tail   up to here written
import type { Flows } from '../flows/flows.ts';
import { bucketOf } from '../flows/flow-table.ts';
import type { FlowTable } from '../flows/flow-table.ts';
import { countedOnce, speaksAgainst } from '../flows/pin.ts';
import type { Memory } from '../memory/memory.ts';
import { EVERYBODY, FREE_SLOT, HANDSHAKE, LANE, NOTE, OWNER, slotStart } from '../slot/distributor-layout.ts';
import { AWAY, POSITION_MASK, distance, packHandshake, publishing, withPublished } from '../slot/handshake.ts';
import type { PacketBurst } from '../packet-burst.ts';
import type { ReturnedRing } from './returned-ring.ts';

export class Lanes {
  /** Packets a worker may hold. */
  readonly credits: number;
  /** Packets in all lanes. */
  inFlight = 0;
  readonly #memory: Memory;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #published: Int32Array;
  readonly #handshakes: Int32Array;
  readonly #capacity: number;
  readonly #mask: number;
  // An entry for each place in the lanes, lane behind lane.
  readonly #handles: Uint32Array;
  /** The record of each packet's flow, or the complement of its bucket if it is counted by the bucket's pin. */
  readonly #flows: Int32Array;
  /** So many of the oldest packets of each lane have records for sure. */
  readonly #recorded: Int32Array;

  constructor(memory: Memory, workers: number, laneCapacity: number, credits: number) {
    this.#memory = memory;
    this.credits = credits;
    this.#head = new Int32Array(workers);
    this.#tail = new Int32Array(workers);
    this.#published = new Int32Array(workers);
    this.#handshakes = Int32Array.from({ length: workers }, (_, worker) => slotStart(worker, laneCapacity) + HANDSHAKE);
    this.#capacity = laneCapacity;
    this.#mask = laneCapacity - 1;
    this.#handles = new Uint32Array(workers * laneCapacity);
    this.#flows = new Int32Array(workers * laneCapacity);
    this.#recorded = new Int32Array(workers);
  }

  /** Index of the handshake word. */
  handshake(worker: number): number {
    return this.#handshakes[worker]!;
  }

  /** Position up to which hand-backs have been collected. */
  head(worker: number): number {
    return this.#head[worker]!;
  }

  /** Position up to which packets have been written. */
  tail(worker: number): number {
    return this.#tail[worker]!;
  }

  /** Packets written and not collected. */
  held(worker: number): number {
    return (this.#tail[worker]! - this.#head[worker]!) & POSITION_MASK;
  }

  /** How many more packets the worker may hold. */
  room(worker: number): number {
    return this.credits - this.held(worker);
  }

  /** Packets written and not published. */
  unpublished(worker: number): number {
    return (this.#tail[worker]! - this.#published[worker]!) & POSITION_MASK;
  }

  /** Writes a packet behind the others. The lane must have room; the worker sees it once published. */
  write(worker: number, record: number, tag: number, handle: number): void {
    const position = this.#tail[worker]!;
    const at = position & this.#mask;
    const lane = this.#handshakes[worker]! - HANDSHAKE + LANE + at;
    this.#memory.write(lane, tag);
    this.#memory.write(lane + this.#capacity, handle);
    this.#handles[worker * this.#capacity + at] = handle;
    this.#flows[worker * this.#capacity + at] = record;
    this.#tail[worker] = (position + 1) & POSITION_MASK;
    this.inFlight++;
  }

  /**
   * Writes packets `from` to `to` of a burst behind the others, up to the first whose tag may have a record or is pinned
   * elsewhere; they are counted by the pins of their buckets. The lane must have room. How many.
   */
  append(worker: number, packets: PacketBurst, from: number, to: number, table: FlowTable): number {
    const straight = Math.min(to, from + this.#capacity - (this.#tail[worker]! & this.#mask));
    const count = this.#appendStraight(worker, packets, from, straight, table);
    if (count < straight - from || straight === to) return count;
    return count + this.#appendStraight(worker, packets, straight, to, table);
  }

  /** Gives every packet of a lane a record. */
  record(worker: number, flows: Flows): void {
    const entries = worker * this.#capacity;
    const tags = this.#handshakes[worker]! - HANDSHAKE + LANE;
    const head = this.#head[worker]!;
    const held = this.held(worker);
    for (let i = this.#recorded[worker]!; i < held; i++) {
      const at = (head + i) & this.#mask;
      const flow = this.#flows[entries + at]!;
      if (flow < 0) this.#flows[entries + at] = flows.record(worker, ~flow, this.#memory.read(tags + at));
    }
    this.#recorded[worker] = held;
  }

  /** Marks the packet that is written next. */
  markNext(worker: number, mark: number): void {
    this.#memory.write(this.#markWord(worker, this.#tail[worker]!), mark);
  }

  /** Hands over what was written; the handshake as it was just before. */
  publish(worker: number): number {
    const count = this.unpublished(worker);
    this.#published[worker] = this.#tail[worker]!;
    return this.#memory.add(this.#handshakes[worker]!, publishing(count)); // [label:lane-packets publish] [label:lane-results acquire]
  }

  /** The handshake now. What the worker wrote into packets it has handed back can be read after it. */
  look(worker: number): number {
    return this.#memory.load(this.#handshakes[worker]!); // [label:lane-results acquire]
  }

  /** Moves the packets up to a position, which the worker has handed back, to the returned ring; how many. */
  collect(worker: number, upTo: number, into: ReturnedRing, flows: Flows): number {
    const capacity = this.#capacity;
    const lane = this.#handshakes[worker]! - HANDSHAKE + LANE;
    const entries = worker * capacity;
    const count = distance(this.#head[worker]!, upTo);
    for (let left = count, at = this.#head[worker]! & this.#mask; left > 0; at = at & this.#mask) {
      const tags = lane + at;
      const handles = tags + capacity;
      const copied = into.copyFrom(this.#memory, tags, handles, handles + capacity, Math.min(left, capacity - at));
      flows.release(worker, this.#flows, entries + at, entries + at + copied);
      left -= copied;
      at += copied;
    }
    this.#head[worker] = upTo;
    this.inFlight -= count;
    this.#recorded[worker] = Math.max(0, this.#recorded[worker]! - count);
    return count;
  }

  /**
   * Takes the packets from a position on back, if the handshake is still this word: then the worker has not claimed
   * them and never will. Nothing may be unpublished. The caller empties the entries with {@link unwrite}.
   */
  takeBack(worker: number, word: number, position: number): boolean {
    const taken = withPublished(word, position);
    if (this.#memory.compareExchange(this.#handshakes[worker]!, word, taken) !== word) return false;
    this.#published[worker] = position;
    return true;
  }

  /** Removes the newest packet of a lane; its position still tells of it until the next write. */
  unwrite(worker: number): number {
    const position = (this.#tail[worker]! - 1) & POSITION_MASK;
    this.#tail[worker] = position;
    this.inFlight--;
    this.#recorded[worker] = Math.min(this.#recorded[worker]!, this.held(worker));
    return position;
  }

  /** The flow record of the packet at a position; every packet has one once {@link record} has been called. */
  recordAt(worker: number, position: number): number {
    return this.#flows[worker * this.#capacity + (position & this.#mask)]!;
  }

  /** The handle that was given out with the packet at a position. */
  handleAt(worker: number, position: number): number {
    return this.#handles[worker * this.#capacity + (position & this.#mask)]!;
  }

  /** The mark of the packet at a position; it is 0 again afterwards. */
  takeMark(worker: number, position: number): number {
    const word = this.#markWord(worker, position);
    const mark = this.#memory.read(word);
    if (mark !== 0) this.#memory.write(word, 0);
    return mark;
  }

  /** Wakes the worker if it is parked on its handshake; with all its waits, one of which may have been given up. */
  wake(worker: number): void {
    this.#memory.notify(this.#handshakes[worker]!, EVERYBODY);
  }

  /** The note of a worker whose thread has ended. */
  note(worker: number): number {
    return this.#memory.read(this.#handshakes[worker]! - HANDSHAKE + NOTE);
  }

  /** Makes the slot of a worker whose thread has ended as good as new: another one may attach. */
  reset(worker: number): void {
    const slot = this.#handshakes[worker]! - HANDSHAKE;
    this.#head[worker] = this.#tail[worker] = this.#published[worker] = this.#recorded[worker] = 0;
    this.#memory.write(slot + NOTE, 0);
    this.#memory.store(slot + HANDSHAKE, packHandshake(0, 0, 0, AWAY));
    this.#memory.store(slot + OWNER, FREE_SLOT); // [label:slot-free publish]
  }

  // Loops of few arrays each: the compiler then keeps all that they need in registers.
  #appendStraight(worker: number, packets: PacketBurst, from: number, to: number, table: FlowTable): number {
    const at = this.#tail[worker]! & this.#mask;
    const entry = worker * this.#capacity + at;
    const lane = this.#handshakes[worker]! - HANDSHAKE + LANE + at;
    const count = this.#pin(worker, packets.tags, from, to, table, entry, lane);
    const memory = this.#memory;
    const laneHandles = lane + this.#capacity;
    const own = this.#handles;
    const { handles } = packets;
    for (let i = 0; i < count; i++) {
      const handle = handles[from + i]!;
      memory.write(laneHandles + i, handle);
      own[entry + i] = handle;
    }
    this.#tail[worker] = (this.#tail[worker]! + count) & POSITION_MASK;
    this.inFlight += count;
    return count;
  }

  /** Writes tags and counts them by the pins of their buckets, as far as nothing speaks against it; how many. */
  #pin(worker: number, tags: Uint32Array, from: number, to: number, table: FlowTable, entry: number, lane: number): number {
    const memory = this.#memory;
    const { buckets, shift } = table;
    const entries = this.#flows;
    let i = 0;
    for (; i < to - from; i++) {
      const tag = tags[from + i]! | 0;
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      if (speaksAgainst(pin, worker)) break;
      buckets[bucket] = countedOnce(pin, worker);
      entries[entry + i] = ~bucket;
      memory.write(lane + i, tag);
    }
    return i;
  }

  #markWord(worker: number, position: number): number {
    return this.#handshakes[worker]! - HANDSHAKE + LANE + 2 * this.#capacity + (position & this.#mask);
  }
}

// The distributor's side of all lanes. It alone publishes and takes back. Every lane has a private twin: what the
// distributor writes goes there first and is copied when it is published, so that nobody shares a line that is still
// being filled, and a hand-back needs no look-up.
//
// Positions of a lane, oldest first:   head … handedBack … claimed … published … tail
//   head       up to here collected           tail   up to here written, behind `published` in the twin only
import type { Flows } from '../flows/flows.ts';
import { FIRST_RECORD, NONE, bucketOf } from '../flows/flow-table.ts';
import type { FlowTable } from '../flows/flow-table.ts';
import { pinnedElsewhere, pinnedOnce } from '../flows/pin.ts';
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
  // The twins, one behind the other.
  readonly #tags: Uint32Array;
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
    this.#tags = new Uint32Array(workers * laneCapacity);
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
    const at = worker * this.#capacity + (position & this.#mask);
    this.#tags[at] = tag;
    this.#handles[at] = handle;
    this.#flows[at] = record;
    this.#tail[worker] = (position + 1) & POSITION_MASK;
    this.inFlight++;
  }

  /**
   * Writes packets `from` to `to` of a burst behind the others, up to the first whose tag has a record or is pinned
   * elsewhere; they are counted by the pins of their buckets. The lane must have room. How many.
   */
  append(worker: number, packets: PacketBurst, from: number, to: number, table: FlowTable): number {
    const { tags, handles } = packets;
    const { buckets, shift } = table;
    const mask = this.#mask;
    const twin = worker * this.#capacity;
    const twinTags = this.#tags;
    const twinHandles = this.#handles;
    const twinFlows = this.#flows;
    const start = this.#tail[worker]!;
    let at = from;
    for (; at < to; at++) {
      const tag = tags[at]!;
      const bucket = bucketOf(tag | 0, shift);
      const pin = buckets[bucket]!;
      if (buckets[bucket + FIRST_RECORD] !== NONE || pinnedElsewhere(pin, worker)) break;
      buckets[bucket] = pinnedOnce(pin, worker);
      const entry = twin + ((start + at - from) & mask);
      twinTags[entry] = tag;
      twinHandles[entry] = handles[at]!;
      twinFlows[entry] = ~bucket;
    }
    this.#tail[worker] = (start + at - from) & POSITION_MASK;
    this.inFlight += at - from;
    return at - from;
  }

  /** Gives every packet of a lane a record. */
  record(worker: number, flows: Flows): void {
    const twin = worker * this.#capacity;
    const head = this.#head[worker]!;
    const held = this.held(worker);
    for (let i = this.#recorded[worker]!; i < held; i++) {
      const at = twin + ((head + i) & this.#mask);
      const flow = this.#flows[at]!;
      if (flow < 0) this.#flows[at] = flows.record(worker, ~flow, this.#tags[at]! | 0);
    }
    this.#recorded[worker] = held;
  }

  /** Marks the packet that is written next. */
  markNext(worker: number, mark: number): void {
    this.#memory.write(this.#markWord(worker, this.#tail[worker]!), mark);
  }

  /** Hands over what was written; the handshake as it was just before. */
  publish(worker: number): number {
    const position = this.#published[worker]! & this.#mask;
    const count = this.unpublished(worker);
    const straight = Math.min(count, this.#capacity - position);
    this.#copyIn(worker, position, straight);
    if (straight < count) this.#copyIn(worker, 0, count - straight);
    this.#published[worker] = this.#tail[worker]!;
    return this.#memory.add(this.#handshakes[worker]!, publishing(count)); // [label:lane-packets publish] [label:lane-results acquire]
  }

  /** The handshake now. What the worker wrote into packets it has handed back can be read after it. */
  look(worker: number): number {
    return this.#memory.load(this.#handshakes[worker]!); // [label:lane-results acquire]
  }

  /** Moves the packets up to a position, which the worker has handed back, to the returned ring; how many. */
  collect(worker: number, upTo: number, into: ReturnedRing, flows: Flows): number {
    const memory = this.#memory;
    const mask = this.#mask;
    const twin = worker * this.#capacity;
    const twinTags = this.#tags;
    const handles = this.#handshakes[worker]! + LANE + this.#capacity;
    const marks = handles + this.#capacity;
    const from = this.#head[worker]!;
    const count = distance(from, upTo);
    const { tags: intoTags, handles: intoHandles, marks: intoMarks, mask: intoMask } = into;
    const start = into.extend(count);
    for (let i = 0; i < count; i++) {
      const at = (from + i) & mask;
      const to = (start + i) & intoMask;
      const mark = memory.read(marks + at);
      intoTags[to] = twinTags[twin + at]!;
      intoHandles[to] = memory.read(handles + at);
      intoMarks[to] = mark;
      if (mark !== 0) memory.write(marks + at, 0);
    }
    this.#head[worker] = upTo;
    this.inFlight -= count;
    this.#recorded[worker] = Math.max(0, this.#recorded[worker]! - count);
    flows.release(worker, this.#flows, twin, mask, from, count);
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

  #copyIn(worker: number, at: number, count: number): void {
    const lane = this.#handshakes[worker]! - HANDSHAKE + LANE + at;
    const twin = worker * this.#capacity + at;
    this.#memory.copyIn(lane, this.#tags, twin, count);
    this.#memory.copyIn(lane + this.#capacity, this.#handles, twin, count);
  }

  #markWord(worker: number, position: number): number {
    return this.#handshakes[worker]! - HANDSHAKE + LANE + 2 * this.#capacity + (position & this.#mask);
  }
}

// The distributor's side of all lanes. It alone publishes and takes back. What a hand-back or a loss asks for, a packet's tag and
// the handle that it was given out with, stands in the lane, where no worker writes it.
//
// Positions of a lane, oldest first:   head … handedBack … claimed … published … tail
//   head       up to here collected           tail   up to here written
import type { Flows } from '../flows/flows.ts';
import { FREE, bucketOf } from '../flows/flow-table.ts';
import { pinnedWorker } from '../flows/pin.ts';
import { maxInt, minInt } from '../int-math.ts';
import type { Loops } from '../loops/loops.ts';
import type { Returns } from '../loops/returns.ts';
import type { Memory } from '../memory/memory.ts';
import { EVERYBODY, FREE_SLOT, HANDSHAKE, LANE, NOTE, OWNER, PACKET_WORDS, marksOf, resultsOf, slotStart } from '../slot/distributor-layout.ts';
import { AWAY, POSITION_MASK, packHandshake, publishing, withPublished } from '../slot/handshake.ts';
import { REPLACED } from '../slot/mark.ts';
import type { PacketBurst } from '../packet-burst.ts';

export class Lanes {
  /** Packets a worker may hold. */
  readonly credits: number;
  /** Packets in all lanes. */
  inFlight = 0;
  readonly #memory: Memory;
  readonly #loops: Loops;
  readonly #head: Int32Array;
  readonly #tail: Int32Array;
  readonly #published: Int32Array;
  readonly #handshakes: Int32Array;
  readonly #capacity: number;
  readonly #mask: number;
  /** So many of the oldest packets of each lane have records for sure. */
  readonly #recorded: Int32Array;

  constructor(memory: Memory, loops: Loops, workers: number, laneCapacity: number, credits: number) {
    this.#memory = memory;
    this.#loops = loops;
    this.credits = credits;
    this.#head = new Int32Array(workers);
    this.#tail = new Int32Array(workers);
    this.#published = new Int32Array(workers);
    this.#handshakes = Int32Array.from({ length: workers }, (_, worker) => slotStart(worker, laneCapacity) + HANDSHAKE);
    this.#capacity = laneCapacity;
    this.#mask = laneCapacity - 1;
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
  write(worker: number, tag: number, handle: number): void {
    const position = this.#tail[worker]!;
    const packet = this.#packet(worker, position);
    this.#memory.write(packet, tag);
    this.#memory.write(packet + 1, handle);
    this.#tail[worker] = (position + 1) & POSITION_MASK;
    this.inFlight++;
  }

  /**
   * Writes packets `from` to `to` of a burst behind the others, up to the first whose tag may have a record or is pinned
   * elsewhere; they are counted by the pins of their buckets. The lane must have room. How many.
   */
  append(worker: number, packets: PacketBurst, from: number, to: number): number {
    const straight = minInt(to, from + this.#capacity - (this.#tail[worker]! & this.#mask));
    const count = this.#appendStraight(worker, packets, from, straight);
    if (count < straight - from || straight === to) return count;
    return count + this.#appendStraight(worker, packets, straight, to);
  }

  /** Gives every packet of a lane a record. */
  record(worker: number, flows: Flows): void {
    const head = this.#head[worker]!;
    const held = this.held(worker);
    if (this.#recorded[worker] === held) return;
    for (let i = this.#recorded[worker]!; i < held; i++) flows.record(worker, this.tagAt(worker, head + i));
    flows.endRecording();
    this.#recorded[worker] = held;
  }

  /**
   * Gives the packets that the pin of a bucket counts their records; it must be pinned to this worker, and is free then. The others of
   * the lane stay as they are: with many workers nearly every call meets buckets of full lanes, and soon all packets would have records.
   */
  recordBucket(worker: number, bucket: number, flows: Flows): void {
    const { buckets, shift } = flows.table;
    const head = this.#head[worker]!;
    const held = this.held(worker);
    for (let i = this.#recorded[worker]!; i < held && pinnedWorker(buckets[bucket]!) !== FREE; i++) {
      i = this.#nextOfBucket(worker, i, held, bucket, shift);
      if (i < held) flows.record(worker, this.tagAt(worker, head + i));
    }
    flows.endRecording();
  }

  /** Of the oldest `held` packets of a lane, the first from number `from` on whose tag is of this bucket; `held` if there is none. */
  #nextOfBucket(worker: number, from: number, held: number, bucket: number, shift: number): number {
    const memory = this.#memory;
    const mask = this.#mask;
    const lane = this.#packet(worker, 0);
    const head = this.#head[worker]!;
    let i = from;
    while (i < held && bucketOf(memory.read((lane + PACKET_WORDS * ((head + i) & mask)) | 0), shift) !== bucket) i = (i + 1) | 0;
    return i;
  }

  /** Whether the packets from a position up to another one are all of one tag. */
  isOneTag(worker: number, from: number, to: number): boolean {
    const memory = this.#memory;
    const mask = this.#mask;
    const lane = this.#packet(worker, 0);
    const tag = this.tagAt(worker, from);
    let at = from;
    while (at !== to && memory.read((lane + PACKET_WORDS * (at & mask)) | 0) === tag) at = (at + 1) & POSITION_MASK;
    return at === to;
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

  /** Moves the oldest `count` packets, which the worker has handed back, to places from `place` on, and releases their tags. */
  collect(worker: number, count: number, into: Returns, place: number, flows: Flows): void {
    const head = this.#head[worker]! & this.#mask;
    const straight = minInt(count, this.#capacity - head);
    this.#collectStraight(worker, head, straight, into, place, flows);
    if (straight < count) this.#collectStraight(worker, 0, count - straight, into, place + straight, flows);
    this.#head[worker] = (this.#head[worker]! + count) & POSITION_MASK;
    this.inFlight -= count;
    this.#recorded[worker] = maxInt(0, this.#recorded[worker]! - count);
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
    this.#recorded[worker] = minInt(this.#recorded[worker]!, this.held(worker));
    return position;
  }

  /** The tag of the packet at a position. */
  tagAt(worker: number, position: number): number {
    return this.#memory.read(this.#packet(worker, position));
  }

  /** The handle that was given out with the packet at a position. */
  handleAt(worker: number, position: number): number {
    return this.#memory.read(this.#packet(worker, position) + 1);
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

  #appendStraight(worker: number, packets: PacketBurst, from: number, to: number): number {
    const tail = this.#tail[worker]!;
    const count = this.#loops.append(packets, from, to, this.#packet(worker, tail), worker);
    this.#tail[worker] = (tail + count) & POSITION_MASK;
    this.inFlight += count;
    return count;
  }

  #collectStraight(worker: number, at: number, count: number, into: Returns, place: number, flows: Flows): void {
    const packet = this.#packet(worker, at);
    for (let moved = 0; moved < count; moved++) {
      moved += this.#loops.collect(packet + PACKET_WORDS * moved, count - moved, into, place + moved);
      if (moved === count) break;
      if (moved === 0) flows.table.touchPackets(this.#memory, packet, count);
      const tag = this.#memory.read(packet + PACKET_WORDS * moved);
      into.tags[place + moved] = tag;
      into.handles[place + moved] = this.#memory.read(packet + PACKET_WORDS * moved + 1);
      flows.release(worker, tag);
    }
    const marks = this.#markWord(worker, at);
    if (this.#loops.anyMark(marks, count)) this.#moveMarks(marks, count, into, place);
  }

  #moveMarks(marks: number, count: number, into: Returns, place: number): void {
    const results = marks + resultsOf(this.#capacity) - marksOf(this.#capacity);
    for (let i = 0; i < count; i++) {
      const mark = this.#memory.read(marks + i);
      if (mark === 0) continue;
      this.#memory.write(marks + i, 0);
      if ((mark & REPLACED) !== 0) into.handles[place + i] = this.#memory.read(results + i);
      into.mark(place + i, mark);
    }
  }

  #packet(worker: number, position: number): number {
    return this.#handshakes[worker]! - HANDSHAKE + LANE + PACKET_WORDS * (position & this.#mask);
  }

  #markWord(worker: number, position: number): number {
    return this.#handshakes[worker]! - HANDSHAKE + LANE + marksOf(this.#capacity) + (position & this.#mask);
  }
}

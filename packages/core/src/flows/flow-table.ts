// Which tags have packets outstanding. A bucket stands for the tags that hash to it:
//
//   bucket (2 words): pin | first record
//     pin      the one lane that packets without a record are in, and how many; whether there are records: see pin.ts
//   record (16 words): tag | chain | worker | inFlight | queued | handle | mark | next | last | before | after | made
//     chain    next record of the bucket, or of the free list        inFlight  packets in lanes or under suspicion
//     worker   pinned to this worker, FREE, or LOST                  queued … last    its backlog: see backlog.ts
//     made     1 while the lane is recorded that it was made for      before, after    its neighbours: see flow-lists.ts
//
// A tag with a record has all its packets there and none in the pin. Records are exact, two tags never share one; they
// end with the last packet, so there are never more than packets may be outstanding. All that is asked of a flow stands in its record:
// where there are a million of them, each look elsewhere is a cache miss.
import type { Memory } from '../memory/memory.ts';
import { HEAP, type Space } from '../memory/space.ts';
import { powerOfTwo } from '../require-integer.ts';
import { PACKET_WORDS } from '../slot/distributor-layout.ts';
import { withRecords, withoutRecords } from './pin.ts';

export const NONE = -1;
/** Value of `worker`: the flow has nothing in flight and may go anywhere. */
export const FREE = -1;
/** Value of `worker`: packets in flight were in a worker that was lost; the caller has to decide about them. */
export const LOST = -2;

export const RECORD_SHIFT = 4;
export const TAG = 0;
const CHAIN = 1;
export const WORKER = 2;
export const IN_FLIGHT = 3;
export const QUEUED = 4;
export const HANDLE = 5;
export const MARK = 6;
export const NEXT = 7;
export const LAST = 8;
export const BEFORE = 9;
export const AFTER = 10;
export const MADE = 11;

// 2^32 divided by the golden ratio: its product spreads neighbouring tags over the upper bits.
const SPREAD = 0x9e3779b1;

/** A tag's bucket: the index of its pin. `shift` is {@link FlowTable.shift}. */
export const bucketOf = (tag: number, shift: number): number => (Math.imul(tag ^ (tag >>> 15), SPREAD) >>> shift) << 1;

/** Few tags of a bucket meet then: a packet whose bucket is pinned elsewhere costs more than a bucket. */
const BUCKETS_PER_RECORD = 4;

/** Beside the pin in a bucket. */
const FIRST_RECORD = 1;

/** Tags are signed 32-bit integers in here (`tag | 0`), a record is the index of its first word. */
export class FlowTable {
  /** The records and the buckets, for those who work on them word by word. */
  readonly fields: Int32Array;
  readonly buckets: Int32Array;
  readonly shift: number;
  /** What was read ahead of its use; kept, so that no compiler leaves the reading out. */
  touched = 0;
  #free = 0;
  #size = 0;

  constructor(capacity: number, space: Space = HEAP) {
    const buckets = powerOfTwo(BUCKETS_PER_RECORD * capacity);
    this.buckets = space.int32(2 * buckets);
    for (let bucket = 0; bucket < this.buckets.length; bucket += 2) this.buckets[bucket + FIRST_RECORD] = NONE;
    this.shift = Math.clz32(buckets) + 1;
    this.fields = new Int32Array(capacity << RECORD_SHIFT);
    for (let record = 0; record < capacity; record++) {
      this.fields[(record << RECORD_SHIFT) + CHAIN] = record + 1 < capacity ? (record + 1) << RECORD_SHIFT : NONE;
    }
  }

  /** Records in the table. */
  get size(): number {
    return this.#size;
  }

  /** The record of a tag of this bucket, or NONE. */
  find(bucket: number, tag: number): number {
    const fields = this.fields;
    let record = this.buckets[bucket + FIRST_RECORD]!;
    while (record !== NONE && fields[record + TAG] !== tag) record = fields[record + CHAIN]!;
    return record;
  }

  /** Makes a record for a tag that has none. The caller keeps to the capacity, so there is always a free one. */
  add(bucket: number, tag: number): number {
    const fields = this.fields;
    const record = this.#free;
    this.#free = fields[record + CHAIN]!;
    fields[record + TAG] = tag;
    fields[record + CHAIN] = this.buckets[bucket + FIRST_RECORD]!;
    fields[record + WORKER] = FREE;
    fields[record + IN_FLIGHT] = 0;
    fields[record + QUEUED] = 0;
    this.buckets[bucket + FIRST_RECORD] = record;
    this.buckets[bucket] = withRecords(this.buckets[bucket]!);
    this.#size++;
    return record;
  }

  /** Has the cache lines of these tags' buckets asked for at once, where each would be waited for by itself otherwise. */
  touch(tags: Uint32Array, from: number, to: number): void {
    const { buckets, shift } = this;
    let touched = 0;
    for (let i = from; i < to; i = (i + 1) | 0) touched |= buckets[bucketOf(tags[i]! | 0, shift)]!;
    this.touched = touched;
  }

  /** As {@link touch}, for packets in a lane. */
  touchPackets(memory: Memory, packet: number, count: number): void {
    const { buckets, shift } = this;
    let touched = 0;
    for (let i = 0; i < count; i = (i + 1) | 0) touched |= buckets[bucketOf(memory.read((packet + PACKET_WORDS * i) | 0), shift)]!;
    this.touched = touched;
  }

  /** Forgets a flow of this bucket that has nothing outstanding. */
  remove(bucket: number, record: number): void {
    const fields = this.fields;
    let before = this.buckets[bucket + FIRST_RECORD]!;
    if (before === record) {
      const next = fields[record + CHAIN]!;
      this.buckets[bucket + FIRST_RECORD] = next;
      if (next === NONE) this.buckets[bucket] = withoutRecords(this.buckets[bucket]!);
    } else {
      while (fields[before + CHAIN] !== record) before = fields[before + CHAIN]!;
      fields[before + CHAIN] = fields[record + CHAIN]!;
    }
    fields[record + CHAIN] = this.#free;
    this.#free = record;
    this.#size--;
  }
}

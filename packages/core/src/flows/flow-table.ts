// Which tags have packets outstanding. A bucket stands for the tags that hash to it:
//
//   bucket (2 words): pin | first record
//     pin      the one lane that packets without a record are in, and how many; whether there are records: see pin.ts
//   record (8 words): tag | chain | worker | inFlight | queued | first | last | recorded
//     chain    next record of the bucket, or of the free list        inFlight  packets in lanes or under suspicion
//     worker   pinned to this worker, FREE, or LOST                  queued, first, last   its backlog
//     recorded the recording of a lane that made the record, or 0
//
// A tag with a record has all its packets there and none in the pin. Records are exact, two tags never share one; they
// end with the last packet, so there are never more than packets may be outstanding.
import { powerOfTwo } from '../require-integer.ts';
import { withRecords, withoutRecords } from './pin.ts';

export const NONE = -1;
/** Value of `worker`: the flow has nothing in flight and may go anywhere. */
export const FREE = -1;
/** Value of `worker`: packets in flight were in a worker that was lost; the caller has to decide about them. */
export const LOST = -2;

export const RECORD_SHIFT = 3;
export const TAG = 0;
const CHAIN = 1;
export const WORKER = 2;
export const IN_FLIGHT = 3;
export const QUEUED = 4;
export const FIRST = 5;
export const LAST = 6;
export const RECORDED = 7;

// 2^32 divided by the golden ratio: its product spreads neighbouring tags over the upper bits.
const SPREAD = 0x9e3779b1;

/** A tag's bucket: the index of its pin. `shift` is {@link FlowTable.shift}. */
export const bucketOf = (tag: number, shift: number): number => (Math.imul(tag ^ (tag >>> 15), SPREAD) >>> shift) << 1;

/** Beside the pin in a bucket. */
const FIRST_RECORD = 1;

/** Tags are signed 32-bit integers in here (`tag | 0`), a record is the index of its first word. */
export class FlowTable {
  /** The records and the buckets, for those who work on them word by word. */
  readonly fields: Int32Array;
  readonly buckets: Int32Array;
  readonly shift: number;
  #free = 0;
  #size = 0;

  constructor(capacity: number) {
    const buckets = Math.max(2, powerOfTwo(capacity));
    this.buckets = Int32Array.from({ length: 2 * buckets }, (_, word) => (word % 2 === FIRST_RECORD ? NONE : 0));
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
    fields[record + RECORDED] = 0;
    this.buckets[bucket + FIRST_RECORD] = record;
    this.buckets[bucket] = withRecords(this.buckets[bucket]!);
    this.#size++;
    return record;
  }

  /** Forgets a flow that has nothing outstanding. */
  remove(record: number): void {
    const fields = this.fields;
    const bucket = bucketOf(fields[record + TAG]!, this.shift);
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

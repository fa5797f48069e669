// Which tags have packets outstanding: hash buckets over records from a free list. A record lives from the first
// accepted packet of its tag to the last hand-back, so the table holds as many records as packets may be outstanding
// and nothing is ever cleaned up later. Tags are compared exactly: two tags never share a record.
//
//   record (8 words): tag | chain | worker | inFlight | queued | first | last | –
//     chain    next record of the bucket, or of the free list        inFlight  packets in lanes or under suspicion
//     worker   pinned to this worker, FREE, or LOST                  queued, first, last   its backlog
import { powerOfTwo } from '../require-integer.ts';

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

// 2^32 divided by the golden ratio: its product spreads neighbouring tags over the upper bits.
const SPREAD = 0x9e3779b1;

/** Tags are signed 32-bit integers in here (`tag | 0`), a record is the index of its first word. */
export class FlowTable {
  /** The records, for those who work on them field by field. */
  readonly fields: Int32Array;
  readonly #buckets: Int32Array;
  readonly #shift: number;
  #free = 0;
  #size = 0;

  constructor(capacity: number) {
    const buckets = Math.max(2, powerOfTwo(capacity));
    this.#buckets = new Int32Array(buckets).fill(NONE);
    this.#shift = Math.clz32(buckets) + 1;
    this.fields = new Int32Array(capacity << RECORD_SHIFT);
    for (let record = 0; record < capacity; record++) {
      this.fields[(record << RECORD_SHIFT) + CHAIN] = record + 1 < capacity ? (record + 1) << RECORD_SHIFT : NONE;
    }
  }

  /** Flows in the table. */
  get size(): number {
    return this.#size;
  }

  /**
   * Finds the records of tags `from` to `to`, and makes those that are missing. The caller keeps to the capacity, so
   * there is always a free one. A whole burst at a time, so that all of it stays in one loop.
   */
  resolve(tags: Uint32Array, from: number, to: number, records: Int32Array): void {
    const fields = this.fields;
    const buckets = this.#buckets;
    const shift = this.#shift;
    for (let i = from; i < to; i++) {
      const tag = tags[i]! | 0;
      const bucket = Math.imul(tag ^ (tag >>> 15), SPREAD) >>> shift;
      const first = buckets[bucket]!;
      let record = first;
      while (record !== NONE && fields[record + TAG] !== tag) record = fields[record + CHAIN]!;
      if (record === NONE) {
        record = this.#free;
        this.#free = fields[record + CHAIN]!;
        fields[record + TAG] = tag;
        fields[record + CHAIN] = first;
        fields[record + WORKER] = FREE;
        fields[record + IN_FLIGHT] = 0;
        fields[record + QUEUED] = 0;
        buckets[bucket] = record;
        this.#size++;
      }
      records[i - from] = record;
    }
  }

  /** Forgets a flow that has nothing outstanding. */
  remove(record: number): void {
    const fields = this.fields;
    const buckets = this.#buckets;
    const tag = fields[record + TAG]!;
    const bucket = Math.imul(tag ^ (tag >>> 15), SPREAD) >>> this.#shift;
    let before = buckets[bucket]!;
    if (before === record) {
      buckets[bucket] = fields[record + CHAIN]!;
    } else {
      while (fields[before + CHAIN] !== record) before = fields[before + CHAIN]!;
      fields[before + CHAIN] = fields[record + CHAIN]!;
    }
    fields[record + CHAIN] = this.#free;
    this.#free = record;
    this.#size--;
  }
}

// Every flow that has packets outstanding: its record, its backlog, and the list in which it waits.
//
//   pinned     packets in flight with one worker; with a backlog it waits in that worker's list
//   ready      nothing in flight, a backlog: it waits in the ready list, and any worker may get it
//   suspended  packets in flight were in a lost worker: it waits in no list until the caller has decided
import { Backlog } from './backlog.ts';
import { FlowLists } from './flow-lists.ts';
import { FREE, FlowTable, IN_FLIGHT, LOST, NONE, QUEUED, RECORDED, TAG, WORKER, bucketOf } from './flow-table.ts';
import { uncountedOnce } from './pin.ts';

export class Flows {
  readonly table: FlowTable;
  /** The fields of all records; see flow-table.ts. */
  readonly fields: Int32Array;
  readonly backlog: Backlog;
  readonly #lists: FlowLists;
  readonly #ready: number;
  /** The number of the lane that was recorded last, modulo 2^32 and not 0. */
  #recording = 0;

  constructor(capacity: number, workers: number) {
    this.table = new FlowTable(capacity);
    this.fields = this.table.fields;
    this.backlog = new Backlog(this.fields, capacity);
    this.#lists = new FlowLists(workers + 1, capacity);
    this.#ready = workers;
  }

  /** Flows that wait for any worker. */
  get ready(): number {
    return this.#lists.size(this.#ready);
  }

  /** Flows that wait for this worker, which has packets of theirs in flight. */
  waitingFor(worker: number): number {
    return this.#lists.size(worker);
  }

  tagOf(record: number): number {
    return this.fields[record + TAG]!;
  }

  /** Puts a packet into the backlog of a flow, behind the others. */
  enqueue(record: number, handle: number): void {
    const fields = this.fields;
    const first = fields[record + QUEUED] === 0;
    this.backlog.append(record, handle, 0);
    if (!first) return;
    const worker = fields[record + WORKER]!;
    if (worker !== LOST) this.#lists.append(worker === FREE ? this.#ready : worker, record);
  }

  /** Takes the flow that waits longest, for any worker or for this one, out of its list, and pins it; or NONE. */
  takeReady(worker: number): number {
    return this.#pinReady(worker, this.#lists.first(this.#ready));
  }

  /** As {@link takeReady}, the flow that has become ready last. */
  takeNewest(worker: number): number {
    return this.#pinReady(worker, this.#lists.last(this.#ready));
  }

  #pinReady(worker: number, record: number): number {
    if (record === NONE) return NONE;
    this.#lists.remove(this.#ready, record);
    this.fields[record + WORKER] = worker;
    return record;
  }

  takeWaiting(worker: number): number {
    const record = this.#lists.first(worker);
    if (record !== NONE) this.#lists.remove(worker, record);
    return record;
  }

  /** Puts a flow that was taken, and is pinned now, back in line if it still has a backlog. */
  putBack(worker: number, record: number): void {
    if (this.fields[record + QUEUED]! > 0) this.#lists.append(worker, record);
  }

  /** The record of a tag, which must have one. */
  recordOf(tag: number): number {
    return this.table.find(bucketOf(tag, this.table.shift), tag);
  }

  /** The oldest packet of a tag in this worker's lane has come back; tags of its bucket have records, this one perhaps. */
  release(worker: number, tag: number): void {
    const { table } = this;
    const bucket = bucketOf(tag, table.shift);
    const record = table.find(bucket, tag);
    if (record === NONE) table.buckets[bucket] = uncountedOnce(table.buckets[bucket]!);
    else this.handBack(worker, record);
  }

  /** Begins to give the packets of a lane to records: see {@link record}. */
  beginRecording(): void {
    this.#recording = (this.#recording + 1) | 0 || 1;
  }

  /**
   * Gives a packet, in the lane of this worker and so far only counted by the pin of its bucket, to its flow's record. It does nothing
   * where the flow had a record before: then its packets are all there.
   */
  record(worker: number, tag: number): void {
    const { fields, table } = this;
    const bucket = bucketOf(tag, table.shift);
    let record = table.find(bucket, tag);
    if (record === NONE) {
      record = table.add(bucket, tag);
      fields[record + WORKER] = worker;
      fields[record + RECORDED] = this.#recording;
    } else if (fields[record + RECORDED] !== this.#recording) return;
    table.buckets[bucket] = uncountedOnce(table.buckets[bucket]!);
    fields[record + IN_FLIGHT]!++;
  }

  /** One packet of a pinned flow has come back. */
  handBack(worker: number, record: number): void {
    if (--this.fields[record + IN_FLIGHT]! === 0) this.#unpin(worker, record);
  }

  /** One packet of a pinned flow, its newest in flight, comes back unstarted: to the front of the backlog. */
  giveBack(worker: number, record: number, handle: number, mark: number): void {
    const fields = this.fields;
    const waits = fields[record + QUEUED]! > 0;
    this.backlog.prepend(record, handle, mark);
    if (--fields[record + IN_FLIGHT]! > 0) {
      if (!waits) this.#lists.append(worker, record);
      return;
    }
    if (waits) this.#lists.remove(worker, record);
    fields[record + WORKER] = FREE;
    // It was given out before those that wait: it goes in front of them.
    this.#lists.prepend(this.#ready, record);
  }

  /** The worker of a pinned flow is lost: nothing of the flow goes on until its suspects are settled. */
  suspend(worker: number, record: number): void {
    const fields = this.fields;
    if (fields[record + WORKER] === LOST) return;
    fields[record + WORKER] = LOST;
    if (fields[record + QUEUED]! > 0) this.#lists.remove(worker, record);
  }

  /** The caller has decided about one suspect of a suspended flow. */
  settle(record: number): void {
    if (--this.fields[record + IN_FLIGHT]! === 0) this.#unpin(LOST, record);
  }

  /** The flow has nothing in flight any more: it is ready, or over. */
  #unpin(worker: number, record: number): void {
    if (this.fields[record + QUEUED] === 0) {
      this.table.remove(record);
      return;
    }
    this.fields[record + WORKER] = FREE;
    if (worker !== LOST) this.#lists.remove(worker, record);
    this.#lists.append(this.#ready, record);
  }
}

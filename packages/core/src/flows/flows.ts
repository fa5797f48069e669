// Every flow that has packets outstanding: its record, its backlog, and the list in which it waits.
//
//   pinned     packets in flight with one worker; with a backlog it waits in that worker's list
//   ready      nothing in flight, a backlog: it waits in the ready list, and any worker may get it
//   suspended  packets in flight were in a lost worker: it waits in no list until the caller has decided
import { Backlog } from './backlog.ts';
import { FlowLists } from './flow-lists.ts';
import { FREE, FlowTable, IN_FLIGHT, LOST, MADE, NONE, QUEUED, TAG, WORKER, bucketOf } from './flow-table.ts';
import { HEAP, type Space } from '../memory/space.ts';
import { uncountedOnce } from './pin.ts';
import { ReadyFlows } from './ready-flows.ts';

export class Flows {
  readonly table: FlowTable;
  /** The fields of all records; see flow-table.ts. */
  readonly fields: Int32Array;
  readonly backlog: Backlog;
  readonly #waiting: FlowLists;
  readonly #ready: ReadyFlows;
  /** Records that were made since the last {@link endRecording}. */
  readonly #made: Int32Array;
  #madeCount = 0;

  constructor(capacity: number, workers: number, laneCapacity: number, space: Space = HEAP) {
    this.table = new FlowTable(capacity, space);
    this.fields = this.table.fields;
    this.backlog = new Backlog(this.fields, capacity);
    this.#waiting = new FlowLists(this.fields, workers);
    this.#ready = new ReadyFlows(this.fields, capacity);
    this.#made = new Int32Array(laneCapacity);
  }

  /** Flows that wait for any worker. */
  get ready(): number {
    return this.#ready.size;
  }

  /** Flows that wait for this worker, which has packets of theirs in flight. */
  waitingFor(worker: number): number {
    return this.#waiting.size(worker);
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
    if (worker === FREE) this.#ready.append(record);
    else if (worker !== LOST) this.#waiting.append(worker, record);
  }

  /** Takes the flow that waits longest, for any worker or for this one, out of its list, and pins it; or NONE. */
  takeReady(worker: number): number {
    return this.#pinReady(worker, this.#ready.takeFirst());
  }

  /** As {@link takeReady}, the flow that has become ready last. */
  takeNewest(worker: number): number {
    return this.#pinReady(worker, this.#ready.takeLast());
  }

  #pinReady(worker: number, record: number): number {
    if (record !== NONE) this.fields[record + WORKER] = worker;
    return record;
  }

  /** Prepares for the next ready flows to be taken. */
  touchReady(count: number): void {
    this.#ready.touch(count);
  }

  takeWaiting(worker: number): number {
    const record = this.#waiting.first(worker);
    if (record !== NONE) this.#waiting.remove(worker, record);
    return record;
  }

  /** Puts a flow that was taken, and is pinned now, back in line if it still has a backlog. */
  putBack(worker: number, record: number): void {
    if (this.fields[record + QUEUED]! > 0) this.#waiting.append(worker, record);
  }

  /** The record of a tag, or NONE. */
  recordOf(tag: number): number {
    return this.table.find(bucketOf(tag, this.table.shift), tag);
  }

  /** The oldest packet of a tag in this worker's lane has come back; tags of its bucket have records, this one perhaps. */
  release(worker: number, tag: number): void {
    const { table } = this;
    const bucket = bucketOf(tag, table.shift);
    const record = table.find(bucket, tag);
    if (record === NONE) table.buckets[bucket] = uncountedOnce(table.buckets[bucket]!);
    else if (--this.fields[record + IN_FLIGHT]! === 0) this.#unpin(worker, bucket, record);
  }

  /**
   * Gives a packet, in the lane of this worker and so far only counted by the pin of its bucket, to its flow's record. It does nothing
   * where the flow had a record before the lane's recording began: then its packets are all there. One call for each packet of a lane
   * in turn, then {@link endRecording}.
   */
  record(worker: number, tag: number): void {
    const { fields, table } = this;
    const bucket = bucketOf(tag, table.shift);
    let record = table.find(bucket, tag);
    if (record === NONE) {
      record = table.add(bucket, tag);
      fields[record + WORKER] = worker;
      fields[record + MADE] = 1;
      this.#made[this.#madeCount++] = record;
    } else if (fields[record + MADE] === 0) return;
    table.buckets[bucket] = uncountedOnce(table.buckets[bucket]!);
    fields[record + IN_FLIGHT]!++;
  }

  endRecording(): void {
    for (let i = 0; i < this.#madeCount; i++) this.fields[this.#made[i]! + MADE] = 0;
    this.#madeCount = 0;
  }

  /** One packet of a pinned flow, its newest in flight, comes back unstarted: to the front of the backlog. */
  giveBack(worker: number, record: number, handle: number, mark: number): void {
    const fields = this.fields;
    const waits = fields[record + QUEUED]! > 0;
    this.backlog.prepend(record, handle, mark);
    if (--fields[record + IN_FLIGHT]! > 0) {
      if (!waits) this.#waiting.append(worker, record);
      return;
    }
    if (waits) this.#waiting.remove(worker, record);
    fields[record + WORKER] = FREE;
    // It was given out before those that wait: it goes in front of them.
    this.#ready.prepend(record);
  }

  /** The worker of a pinned flow is lost: nothing of the flow goes on until its suspects are settled. */
  suspend(worker: number, record: number): void {
    const fields = this.fields;
    if (fields[record + WORKER] === LOST) return;
    fields[record + WORKER] = LOST;
    if (fields[record + QUEUED]! > 0) this.#waiting.remove(worker, record);
  }

  /** The caller has decided about one suspect of a suspended flow. */
  settle(record: number): void {
    if (--this.fields[record + IN_FLIGHT]! === 0) this.#unpin(LOST, bucketOf(this.tagOf(record), this.table.shift), record);
  }

  /** The flow has nothing in flight any more: it is ready, or over. */
  #unpin(worker: number, bucket: number, record: number): void {
    if (this.fields[record + QUEUED] === 0) {
      this.table.remove(bucket, record);
      return;
    }
    this.fields[record + WORKER] = FREE;
    if (worker !== LOST) this.#waiting.remove(worker, record);
    this.#ready.append(record);
  }
}

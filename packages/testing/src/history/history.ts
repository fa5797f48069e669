// What happened, in the order it happened: one row an event, columns in typed arrays.
//
//   kind  u8  | packet u32 | tag u32 | worker u16        11 bytes an event
//
// Packet numbers are the caller's: unique per submission (a sequence number, not a handle that is used again).
import { EventKind } from './event-kind.ts';
import type { Look } from './event-kind.ts';

/** In the worker column: no worker was concerned. */
export const NO_WORKER = 0xffff;

export class History {
  #length = 0;
  #kinds: Uint8Array;
  #packets: Uint32Array;
  #tags: Uint32Array;
  #workers: Uint16Array;

  /** @param capacity events to make room for; the log doubles when it is full */
  constructor(capacity = 1024) {
    this.#kinds = new Uint8Array(capacity);
    this.#packets = new Uint32Array(capacity);
    this.#tags = new Uint32Array(capacity);
    this.#workers = new Uint16Array(capacity);
  }

  get length(): number {
    return this.#length;
  }

  record(kind: EventKind, packet: number, tag: number, worker: number): void {
    if (this.#length === this.#kinds.length) this.#grow();
    const row = this.#length;
    this.#kinds[row] = kind;
    this.#packets[row] = packet;
    this.#tags[row] = tag;
    this.#workers[row] = worker;
    this.#length = row + 1;
  }

  submitted(packet: number, tag: number): void {
    this.record(EventKind.SUBMITTED, packet, tag, NO_WORKER);
  }

  started(packet: number, tag: number, worker: number): void {
    this.record(EventKind.STARTED, packet, tag, worker);
  }

  finished(packet: number, tag: number, worker: number): void {
    this.record(EventKind.FINISHED, packet, tag, worker);
  }

  handedBack(packet: number, tag: number, worker: number): void {
    this.record(EventKind.HANDED_BACK, packet, tag, worker);
  }

  returned(packet: number, tag: number): void {
    this.record(EventKind.RETURNED, packet, tag, NO_WORKER);
  }

  dropped(packet: number, tag: number): void {
    this.record(EventKind.DROPPED, packet, tag, NO_WORKER);
  }

  /** A call dropped `count` packets without naming them (`clearReturns`, `close`). */
  cleared(count: number): void {
    if (count > 0) this.record(EventKind.CLEARED, count, 0, NO_WORKER);
  }

  workerLost(worker: number): void {
    this.record(EventKind.WORKER_LOST, 0, 0, worker);
  }

  suspect(packet: number, tag: number, worker: number): void {
    this.record(EventKind.SUSPECT, packet, tag, worker);
  }

  retried(packet: number, tag: number): void {
    this.record(EventKind.RETRIED, packet, tag, NO_WORKER);
  }

  failed(packet: number, tag: number): void {
    this.record(EventKind.FAILED, packet, tag, NO_WORKER);
  }

  accepted(packet: number, tag: number): void {
    this.record(EventKind.ACCEPTED, packet, tag, NO_WORKER);
  }

  asked(worker: number): void {
    this.record(EventKind.ASKED, 0, 0, worker);
  }

  claimed(packet: number, tag: number, worker: number): void {
    this.record(EventKind.CLAIMED, packet, tag, worker);
  }

  left(worker: number): void {
    this.record(EventKind.LEFT, 0, 0, worker);
  }

  /**
   * Nothing moves any more: the distributor has looked at all its workers, and each worker that asks has looked since and found nothing.
   * Work-conserving and Isolated are checked at these rows.
   * @param offeredAgain what was refused was offered again since, in vain
   */
  rested(offeredAgain = false): void {
    this.record(EventKind.RESTED, offeredAgain ? 1 : 0, 0, NO_WORKER);
  }

  flushing(): void {
    this.record(EventKind.FLUSHING, 0, 0, NO_WORKER);
  }

  /** @param remaining what `flush` returned: packets that wait for a decision about a dead worker's */
  flushed(remaining = 0): void {
    this.record(EventKind.FLUSHED, remaining, 0, NO_WORKER);
  }

  flushAbandoned(): void {
    this.record(EventKind.FLUSH_ABANDONED, 0, 0, NO_WORKER);
  }

  /** @param milliseconds since the run began */
  clock(milliseconds: number): void {
    this.record(EventKind.CLOCK, milliseconds, 0, NO_WORKER);
  }

  /** A call that moved nothing. */
  looked(call: Look, worker: number = NO_WORKER): void {
    this.record(EventKind.LOOKED, call, 0, worker);
  }

  kindAt(row: number): EventKind {
    return this.#kinds[row]! as EventKind;
  }

  packetAt(row: number): number {
    return this.#packets[row]!;
  }

  tagAt(row: number): number {
    return this.#tags[row]!;
  }

  workerAt(row: number): number {
    return this.#workers[row]!;
  }

  #grow(): void {
    const capacity = Math.max(16, this.#kinds.length * 2);
    const kinds = new Uint8Array(capacity);
    const packets = new Uint32Array(capacity);
    const tags = new Uint32Array(capacity);
    const workers = new Uint16Array(capacity);
    kinds.set(this.#kinds);
    packets.set(this.#packets);
    tags.set(this.#tags);
    workers.set(this.#workers);
    this.#kinds = kinds;
    this.#packets = packets;
    this.#tags = tags;
    this.#workers = workers;
  }
}

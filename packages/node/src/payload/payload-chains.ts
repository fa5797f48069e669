// Values in the buffers of a payload pool. A value that is larger than one buffer takes several, linked: the mbuf chains
// of DPDK. The handle of the first buffer stands for all of them.
//
//   buffer   next | bytes | worker | –     16 bytes, plain words: the lane orders them as it does the payload
//            payload [payloadBytes]
//   next     handle of the next buffer, or NONE                          written by the distributor's side
//   bytes    of the whole value, or ELSEWHERE                            written with the value
//   worker   who wrote the result                                        written by a worker, with the result
import { EXHAUSTED, PayloadPool } from '@dist/core';

const NEXT = 0;
const BYTES = 1;
const WORKER = 2;
const HEADER_BYTES = 16;
const NONE = 0xffffffff;
const ELSEWHERE = 0xffffffff;

/** The chains of one pool, as one thread sees them. */
export class PayloadChains {
  /** Bytes of payload in one buffer. */
  readonly payloadBytes: number;
  readonly pool: PayloadPool;
  readonly #words: Uint32Array<SharedArrayBuffer>;
  readonly #payloads: (Uint8Array<SharedArrayBuffer> | undefined)[] = [];

  /** @throws RangeError as `PayloadPool.create`. */
  static create(buffers: number, payloadBytes: number): PayloadChains {
    return new PayloadChains(PayloadPool.create({ buffers, bytes: payloadBytes + HEADER_BYTES }));
  }

  constructor(pool: PayloadPool) {
    this.pool = pool;
    this.payloadBytes = pool.bytes - HEADER_BYTES;
    this.#words = new Uint32Array(pool.region);
  }

  /** The payload of one buffer, all of it. */
  payload(handle: number): Uint8Array<SharedArrayBuffer> {
    return (this.#payloads[handle] ??= this.pool.view(handle).subarray(HEADER_BYTES));
  }

  /** A chain with room for so many bytes, or EXHAUSTED. Distributor's side only. */
  allocate(bytes: number): number {
    let first = EXHAUSTED;
    for (let room = 0; room < bytes || room === 0; room += this.payloadBytes) {
      const handle = this.pool.allocate();
      if (handle === EXHAUSTED) {
        if (first !== EXHAUSTED) this.release(first);
        return EXHAUSTED;
      }
      this.#words[this.#header(handle) + NEXT] = first === EXHAUSTED ? NONE : first;
      first = handle;
    }
    return first;
  }

  /** Gives all buffers of a chain back. Distributor's side only. */
  release(first: number): void {
    for (let handle = first; handle !== NONE; ) {
      const next = this.#next(handle);
      this.pool.release(handle);
      handle = next;
    }
  }

  /** How many bytes a chain has room for. */
  room(first: number): number {
    let room = 0;
    for (let handle = first; handle !== NONE; handle = this.#next(handle)) room += this.payloadBytes;
    return room;
  }

  /** Notes that the value was written into the payload of the first buffer. */
  wrote(first: number, bytes: number): void {
    this.#words[this.#header(first) + BYTES] = bytes;
  }

  /** Copies a value into a chain that has room for it. */
  write(first: number, value: Uint8Array): void {
    this.wrote(first, value.length);
    let handle = first;
    for (let at = 0; at < value.length; at += this.payloadBytes) {
      this.payload(handle).set(value.subarray(at, at + this.payloadBytes));
      handle = this.#next(handle);
    }
  }

  /** The bytes of a value, in place if it stands in one buffer, otherwise copied together. */
  read(first: number): Uint8Array {
    const bytes = this.#words[this.#header(first) + BYTES]!;
    return bytes <= this.payloadBytes ? this.payload(first).subarray(0, bytes) : this.copy(first);
  }

  /** A private copy of the bytes of a value. */
  copy(first: number): Uint8Array<ArrayBuffer> {
    const bytes = this.#words[this.#header(first) + BYTES]!;
    const copy = new Uint8Array(bytes);
    let handle = first;
    for (let at = 0; at < bytes; at += this.payloadBytes) {
      const part = this.payload(handle);
      copy.set(bytes - at < part.length ? part.subarray(0, bytes - at) : part, at);
      handle = this.#next(handle);
    }
    return copy;
  }

  /** Whether the result went another way, since the chain had no room for it. */
  isElsewhere(first: number): boolean {
    return this.#words[this.#header(first) + BYTES] === ELSEWHERE;
  }

  /** Notes that the result goes another way. */
  wroteElsewhere(first: number): void {
    this.wrote(first, ELSEWHERE);
  }

  /** The worker that wrote the result. */
  writer(first: number): number {
    return this.#words[this.#header(first) + WORKER]!;
  }

  /** Notes the worker that writes the result. */
  sign(first: number, worker: number): void {
    this.#words[this.#header(first) + WORKER] = worker;
  }

  #next(handle: number): number {
    return this.#words[this.#header(handle) + NEXT]!;
  }

  /** Index of the first word of a buffer. */
  #header(handle: number): number {
    return this.pool.offset(handle) >>> 2;
  }
}

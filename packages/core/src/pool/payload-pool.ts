// Fixed-size buffers in shared memory. The thread that created the pool allocates; any thread may release.
//
//   header  magic, kind, version, buffers, bytes of a buffer       written once, before sharing
//   line 1  released: the newest buffer released elsewhere, or NO_BUFFER    a stack; elsewhere pushes, the owner takes it whole
//   links   [buffers]  HELD, or the buffer below in that stack     elsewhere by compare-and-exchange; the owner when it empties the stack
//   bytes   [buffers][bytes]
//
// A stack that is only pushed to, and taken whole, has no ABA problem. The owner's own free buffers are in private memory.
import type { Memory } from '../memory/memory.ts';
import { REGION_WORDS, checkRegion, stampRegion } from '../memory/region.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { requireInteger } from '../require-integer.ts';

const BUFFERS_WORD = REGION_WORDS;
const BYTES_WORD = REGION_WORDS + 1;
const RELEASED_WORD = 16;
const LINKS = 32;
const NO_BUFFER = -1;
const HELD = -2;

/** What {@link PayloadPool.allocate} returns when every buffer is in use. */
export const EXHAUSTED = -1;

/** Options of `PayloadPool.create`. */
export interface PayloadPoolOptions {
  /** Number of buffers, 1 to 2^24. */
  readonly buffers: number;
  /** Bytes of each buffer, 1 to 2^28; buffers stand on multiples of 64. The pool takes at most 2^31 bytes. */
  readonly bytes: number;
}

/** A pool of payload buffers; a handle is the number of a buffer. DPDK's counterpart is the mempool. */
export class PayloadPool {
  /** Number of buffers. */
  readonly buffers: number;
  /** Bytes of a buffer. */
  readonly bytes: number;
  readonly #memory: Memory;
  readonly #start: number;
  readonly #stride: number;
  readonly #views: (Uint8Array<SharedArrayBuffer> | undefined)[] = [];
  /** Free buffers and which are in use, known to the owner alone; undefined elsewhere. */
  readonly #free: Int32Array | undefined;
  readonly #used: Uint8Array | undefined;
  #freeCount = 0;

  /** @throws RangeError for an option out of its range. */
  static create(options: PayloadPoolOptions): PayloadPool {
    const buffers = requireInteger('buffers', options.buffers, 1, 2 ** 24);
    const bytes = requireInteger('bytes', options.bytes, 1, 2 ** 28);
    const size = payloadStart(buffers) + buffers * strideOf(bytes);
    if (size > 2 ** 31) throw new RangeError(`a pool takes at most ${2 ** 31} bytes, ${buffers} buffers of ${bytes} bytes take ${size}`);
    const memory = new SharedMemory(new SharedArrayBuffer(size));
    memory.write(BUFFERS_WORD, buffers);
    memory.write(BYTES_WORD, bytes);
    memory.store(RELEASED_WORD, NO_BUFFER);
    for (let handle = 0; handle < buffers; handle++) memory.store(LINKS + handle, HELD);
    stampRegion(memory, 'pool');
    return new PayloadPool(memory, true);
  }

  /** The pool as another thread sees it: to view and to release, not to allocate. @throws DistributorError. */
  static attach(region: SharedArrayBuffer): PayloadPool {
    const memory = new SharedMemory(region);
    checkRegion(memory, 'pool');
    return new PayloadPool(memory, false);
  }

  private constructor(memory: Memory, owner: boolean) {
    this.buffers = memory.read(BUFFERS_WORD);
    this.bytes = memory.read(BYTES_WORD);
    this.#memory = memory;
    this.#start = payloadStart(this.buffers);
    this.#stride = strideOf(this.bytes);
    if (!owner) return;
    this.#free = Int32Array.from({ length: this.buffers }, (_, i) => this.buffers - 1 - i);
    this.#freeCount = this.buffers;
    this.#used = new Uint8Array(this.buffers);
  }

  /** The shared memory to attach to. */
  get region(): SharedArrayBuffer {
    return this.#memory.buffer;
  }

  /** Buffers that the owner can allocate without looking at what others released. */
  get available(): number {
    return this.#freeCount;
  }

  /** The handle of a buffer that nobody uses, or `EXHAUSTED` (-1): then wait for packets to come back. Its old bytes are still in it. */
  allocate(): number {
    if (this.#free === undefined || this.#used === undefined) throw new TypeError('only the thread that created a pool allocates from it');
    if (this.#freeCount === 0) this.#takeReleased();
    if (this.#freeCount === 0) return EXHAUSTED;
    const handle = this.#free[--this.#freeCount]!;
    this.#used[handle] = 1;
    return handle;
  }

  /** The bytes of a buffer, in place. Views are made once for each buffer and thread. @throws RangeError for an unknown handle. */
  view(handle: number): Uint8Array<SharedArrayBuffer> {
    return (this.#views[handle] ??= this.#makeView(handle));
  }

  /** Byte offset of a buffer in {@link region}, for those who read it with views of their own. */
  offset(handle: number): number {
    return this.#start + handle * this.#stride;
  }

  /** Gives a buffer back. Everything written into it before is lost. @throws RangeError when it is not allocated. */
  release(handle: number): void {
    if (this.#used === undefined || this.#free === undefined) {
      this.#releaseElsewhere(handle);
      return;
    }
    if (this.#used[handle] !== 1) throw this.#notAllocated(handle);
    this.#used[handle] = 0;
    this.#free[this.#freeCount++] = handle;
  }

  #releaseElsewhere(handle: number): void {
    requireInteger('handle', handle, 0, this.buffers - 1);
    const memory = this.#memory;
    let below = memory.load(RELEASED_WORD);
    if (memory.compareExchange(LINKS + handle, HELD, below) !== HELD) throw this.#notAllocated(handle);
    for (;;) {
      const seen = memory.compareExchange(RELEASED_WORD, below, handle); // [label:released publish]
      if (seen === below) return;
      below = seen;
      memory.store(LINKS + handle, below);
    }
  }

  /** Takes over what other threads released. @throws RangeError, once all are in, for one that was not allocated. */
  #takeReleased(): void {
    const memory = this.#memory;
    let wrong = NO_BUFFER;
    let handle = memory.exchange(RELEASED_WORD, NO_BUFFER); // [label:released acquire]
    while (handle !== NO_BUFFER) {
      const below = memory.load(LINKS + handle);
      memory.store(LINKS + handle, HELD);
      if (this.#used![handle] === 1) this.release(handle);
      else wrong = handle;
      handle = below;
    }
    if (wrong !== NO_BUFFER) throw this.#notAllocated(wrong);
  }

  #makeView(handle: number): Uint8Array<SharedArrayBuffer> {
    requireInteger('handle', handle, 0, this.buffers - 1);
    return new Uint8Array(this.#memory.buffer, this.offset(handle), this.bytes);
  }

  #notAllocated(handle: number): RangeError {
    return new RangeError(`buffer ${handle} of ${this.buffers} is not allocated: released twice, or never allocated`);
  }
}

function payloadStart(buffers: number): number {
  return Math.ceil((LINKS + buffers) / 16) * 64;
}

function strideOf(bytes: number): number {
  return Math.ceil(bytes / 64) * 64;
}

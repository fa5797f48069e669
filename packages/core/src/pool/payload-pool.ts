// Fixed-size buffers in shared memory. The thread that created the pool allocates; any thread may release.
//
//   header  magic, kind, version, buffers, bytes of a buffer       written once, before sharing
//   line 1  released: the newest buffer released elsewhere, or NO_BUFFER    a stack; elsewhere pushes, the owner takes it whole
//   links   [buffers]  FREE, HELD, or the buffer below in that stack   the owner, plainly, while it has the buffer: a handle
//                      travels through a handshake; elsewhere by compare-and-exchange from HELD, which a second release fails
//   bytes   [buffers][bytes]
//
// A stack that is only pushed to, and taken whole, has no ABA problem. The owner's own free buffers are in private memory.
import type { Memory } from '../memory/memory.ts';
import { REGION_WORDS, openRegion, stampRegion } from '../memory/region.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { requireInteger } from '../require-integer.ts';

const BUFFERS_WORD = REGION_WORDS;
const BYTES_WORD = REGION_WORDS + 1;
const RELEASED_WORD = 16;
const LINKS = 32;
const NO_BUFFER = -1;
const HELD = -2;
const FREE = -3;

/** What {@link PayloadPool.allocate} returns when every buffer is in use. */
export const EXHAUSTED = -1;

/** Options of `PayloadPool.create`. */
export interface PayloadPoolOptions {
  /** Number of buffers, 1 to 2^24. */
  readonly buffers: number;
  /** Bytes of each buffer, 1 to 2^28; buffers stand on multiples of 64. The pool takes at most 2^31 bytes. */
  readonly bytes: number;
  /** For extension authors: makes the shared memory. Default: a `SharedArrayBuffer` of that many bytes. */
  readonly memory?: (bytes: number) => Memory;
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
  /** Free buffers, known to the owner alone; undefined elsewhere. */
  readonly #free: Int32Array | undefined;
  #freeCount = 0;

  /** @throws RangeError for an option out of its range. */
  static create(options: PayloadPoolOptions): PayloadPool {
    const buffers = requireInteger('buffers', options.buffers, 1, 2 ** 24);
    const bytes = requireInteger('bytes', options.bytes, 1, 2 ** 28);
    const size = payloadStart(buffers) + buffers * strideOf(bytes);
    if (size > 2 ** 31) throw new RangeError(`a pool takes at most ${2 ** 31} bytes, ${buffers} buffers of ${bytes} bytes take ${size}`);
    const memory = options.memory?.(size) ?? new SharedMemory(new SharedArrayBuffer(size));
    memory.write(BUFFERS_WORD, buffers);
    memory.write(BYTES_WORD, bytes);
    memory.store(RELEASED_WORD, NO_BUFFER);
    for (let handle = 0; handle < buffers; handle++) memory.write(LINKS + handle, FREE);
    stampRegion(memory, 'pool');
    return new PayloadPool(memory, true);
  }

  /** The pool as another thread sees it: to view and to release, not to allocate. @throws DistributorError. */
  static attach(region: SharedArrayBuffer | Memory): PayloadPool {
    return new PayloadPool(openRegion(region, 'pool'), false);
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
    if (this.#free === undefined) throw new TypeError('only the thread that created a pool allocates from it');
    if (this.#freeCount === 0) this.#takeReleased(this.#free);
    if (this.#freeCount === 0) return EXHAUSTED;
    const handle = this.#free[--this.#freeCount]!;
    this.#memory.write(LINKS + handle, HELD);
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

  /**
   * Gives a buffer back. Everything written into it before is lost.
   * @throws RangeError when it is not allocated. A handle that is kept too long and released again is not seen to be wrong once
   *   the buffer has been allocated anew: handles carry no generation.
   */
  release(handle: number): void {
    requireInteger('handle', handle, 0, this.buffers - 1);
    if (this.#free === undefined) {
      this.#releaseElsewhere(handle);
      return;
    }
    if (this.#memory.read(LINKS + handle) !== HELD) throw this.#notAllocated(handle);
    this.#memory.write(LINKS + handle, FREE);
    this.#free[this.#freeCount++] = handle;
  }

  #releaseElsewhere(handle: number): void {
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

  /** Takes over what other threads released. */
  #takeReleased(free: Int32Array): void {
    const memory = this.#memory;
    let handle = memory.exchange(RELEASED_WORD, NO_BUFFER); // [label:released acquire]
    while (handle !== NO_BUFFER) {
      const below = memory.load(LINKS + handle);
      memory.write(LINKS + handle, FREE);
      free[this.#freeCount++] = handle;
      handle = below;
    }
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

// Packets travel between caller and library in preallocated arrays, so that the hot path allocates nothing.
import { HEAP, type Space } from './memory/space.ts';
import { requireInteger } from './require-integer.ts';

/** The packet was handled. */
export const DONE = 0;
/** The packet was not handled: its handler gave up, or its worker was lost and the caller said `fail`. */
export const FAILED = 1;

/** What became of a packet: {@link DONE} or {@link FAILED}. */
export type Outcome = typeof DONE | typeof FAILED;

/** At most this many times is a packet counted as attempted. */
export const MAX_ATTEMPTS = 255;

/** Up to `capacity` packets as a struct of arrays; the first `count` entries of each array are valid. */
export class PacketBurst {
  readonly capacity: number;
  /** The tag of each packet. */
  readonly tags: Uint32Array;
  /** What stands for the payload of each packet. A worker may replace it: the caller then gets that one back. */
  readonly handles: Uint32Array;
  /** How many times each packet has been given to a worker, this time included: 1 unless a worker was lost. */
  readonly attempts: Uint8Array;
  /** {@link DONE} or {@link FAILED}. Set by a worker before it hands back; read in returned packets. */
  readonly outcomes: Uint8Array;
  /** Where tags and handles are. */
  readonly space: Space;
  /** Packets in the burst, 0 to `capacity`. */
  count = 0;

  /**
   * @param capacity packets it can hold, 1 to 2^20.
   * @param space where tags and handles are made: `Distributor.createBurst` gives its own.
   */
  constructor(capacity: number, space: Space = HEAP) {
    this.capacity = requireInteger('PacketBurst capacity', capacity, 1, 2 ** 20);
    this.space = space;
    this.tags = space.uint32(capacity);
    this.handles = space.uint32(capacity);
    this.attempts = new Uint8Array(capacity);
    this.outcomes = new Uint8Array(capacity);
  }

  /** Adds a packet; false when the burst is full. Tag and handle are taken modulo 2^32. */
  push(tag: number, handle: number): boolean {
    const at = this.count;
    if (at === this.capacity) return false;
    this.tags[at] = tag;
    this.handles[at] = handle;
    this.attempts[at] = 1;
    this.outcomes[at] = DONE;
    this.count = at + 1;
    return true;
  }

  clear(): void {
    this.count = 0;
  }
}

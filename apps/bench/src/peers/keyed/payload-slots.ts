// Where the payloads of peers that bring no pool of their own lie: a free list of places in shared memory, as one would write it by hand.
import { PAYLOAD_BYTES, PAYLOAD_WORDS, Payloads } from './payload.ts';

export class PayloadSlots {
  readonly region: SharedArrayBuffer;
  readonly payloads: Payloads;
  readonly #free: Int32Array;
  #count: number;

  constructor(slots: number) {
    this.region = new SharedArrayBuffer(slots * PAYLOAD_BYTES);
    this.payloads = new Payloads(this.region);
    this.#free = Int32Array.from({ length: slots }, (_, slot) => slot * PAYLOAD_WORDS);
    this.#count = slots;
  }

  get available(): number {
    return this.#count;
  }

  /** The first word of a free place, -1 when there is none. */
  allocate(): number {
    return this.#count === 0 ? -1 : this.#free[--this.#count]!;
  }

  release(at: number): void {
    this.#free[this.#count++] = at;
  }
}

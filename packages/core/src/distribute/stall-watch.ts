// A worker stalls when it claims nothing while the others finish a lot: what waits in its lane must not wait with it.
// Measured in packets and not in time, so that it needs no clock and means the same for fast and slow handlers.

export class StallWatch {
  readonly #patience: number;
  readonly #stalled: Uint8Array;
  readonly #doubted: Uint8Array;
  readonly #claimed: Int32Array;
  /** Packets that had been collected when the worker last moved. */
  readonly #movedAt: Int32Array;
  #collected = 0;

  /** @param patience packets that each of the others finishes, on average, until a worker counts as stalled. */
  constructor(workers: number, patience: number) {
    this.#patience = patience;
    this.#stalled = new Uint8Array(workers);
    this.#doubted = new Uint8Array(workers);
    this.#claimed = new Int32Array(workers);
    this.#movedAt = new Int32Array(workers);
  }

  isStalled(worker: number): boolean {
    return this.#stalled[worker] === 1;
  }

  /** The worker has stalled and claimed nothing since: it gets one packet at a time, as a question. */
  isDoubted(worker: number): boolean {
    return this.#doubted[worker] === 1;
  }

  /** A worker has come, or another one to its slot. */
  joined(worker: number): void {
    this.#doubted[worker] = 0;
    this.moved(worker);
  }

  /** The worker has handed packets back. */
  collected(worker: number, count: number): void {
    this.#collected = (this.#collected + count) | 0;
    this.moved(worker);
  }

  /** The worker has something new to do, or has done something. */
  moved(worker: number): void {
    this.#movedAt[worker] = this.#collected;
    this.#stalled[worker] = 0;
  }

  /** Looks at how far a worker, one beside so many others, has claimed; true when it stalls and packets wait for it. */
  watch(worker: number, claimed: number, published: number, others: number): boolean {
    if (claimed !== this.#claimed[worker]) {
      this.#claimed[worker] = claimed;
      this.#doubted[worker] = 0;
      this.moved(worker);
    } else if (claimed !== published && ((this.#collected - this.#movedAt[worker]!) | 0) > this.#patience * others) {
      this.#stalled[worker] = 1;
      this.#doubted[worker] = 1;
    }
    return this.#stalled[worker] === 1 && claimed !== published;
  }
}

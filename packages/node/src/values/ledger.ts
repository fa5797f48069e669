// How many packets have come in and gone out. The difference is what the distributor's capacity counts.

export class Ledger {
  readonly #capacity: number;
  /** Accepted by the distributor. */
  accepted = 0;
  /** Taken from it. */
  taken = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** How many more it can accept before results are taken. */
  get room(): number {
    return this.#capacity - this.held;
  }

  /** Accepted and not taken. */
  get held(): number {
    return this.accepted - this.taken;
  }
}

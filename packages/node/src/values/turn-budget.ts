// Awaiting a promise that is resolved already gives no other event a chance: a loop over such promises would keep timers,
// sockets and the ends of threads waiting for as long as it runs. So after a bounded amount of work a turn is due.

/** Units of work between two turns of the event loop; a packet in or out is one. */
const UNITS = 256;

export class TurnBudget {
  #left = UNITS;
  #turn: Promise<void> | undefined;

  /** Notes work; a promise for the next turn of the event loop when that is due. */
  spend(units: number): Promise<void> | undefined {
    this.#left -= units;
    return this.#left > 0 ? undefined : this.next();
  }

  /** The next turn of the event loop. */
  next(): Promise<void> {
    return (this.#turn ??= new Promise((resolve) => {
      setImmediate(() => {
        this.#turn = undefined;
        this.#left = UNITS;
        resolve();
      });
    }));
  }

  /** Whether a turn is due. */
  get spent(): boolean {
    return this.#left <= 0;
  }
}

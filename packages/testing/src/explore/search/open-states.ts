// States that wait for their component to be complete, newest last: Tarjan's stack, by their fingerprints.
import { DONE, type StateTable } from './state-table.ts';

export class OpenStates {
  readonly #table: StateTable;
  #fingerprints = new Int32Array(2048);
  #count = 0;

  constructor(table: StateTable) {
    this.#table = table;
  }

  push(low: number, high: number): void {
    if (this.#count * 2 === this.#fingerprints.length) this.#grow();
    this.#fingerprints[this.#count * 2] = low;
    this.#fingerprints[this.#count * 2 + 1] = high;
    this.#count++;
  }

  /** Settles all states from a number on. */
  settle(number: number): void {
    for (let mark = Infinity; mark > number; ) {
      this.#count--;
      const slot = this.#table.slot(this.#fingerprints[this.#count * 2]!, this.#fingerprints[this.#count * 2 + 1]!);
      mark = Math.abs(this.#table.mark(slot));
      this.#table.setMark(slot, DONE);
    }
  }

  #grow(): void {
    const wide = new Int32Array(this.#fingerprints.length * 2);
    wide.set(this.#fingerprints);
    this.#fingerprints = wide;
  }
}

// The states met so far, by a 64-bit fingerprint: open addressing, three words a state. Two different states share a
// fingerprint with probability states^2 / 2^65; one of them would then not be explored.
//
//   low, high   the fingerprint    mark   0 = no state, DONE, a number, or a negative number

/** Mark of a state that is settled. Others are marked with their number while the search is below them, then with its negative. */
export const DONE = -1;
/** The number of the first state. */
export const FIRST = 2;

export class StateTable {
  size = 0;
  #slots: Int32Array;
  #mask: number;

  constructor(bits = 16) {
    this.#slots = new Int32Array(3 << bits);
    this.#mask = (1 << bits) - 1;
  }

  /** The slot of a state, new or not. Slots move when the table grows: they are good until the next call. */
  slot(low: number, high: number): number {
    if (this.size * 4 > this.#mask * 3) this.#grow();
    return this.#find(low, high);
  }

  mark(slot: number): number {
    return this.#slots[slot + 2]!;
  }

  setMark(slot: number, mark: number): void {
    if (this.#slots[slot + 2] === 0) this.size++;
    this.#slots[slot + 2] = mark;
  }

  #find(low: number, high: number): number {
    let at = (low ^ Math.imul(high, 0x9e3779b1)) & this.#mask;
    for (;;) {
      const slot = at * 3;
      if (this.#slots[slot + 2] === 0) {
        this.#slots[slot] = low;
        this.#slots[slot + 1] = high;
        return slot;
      }
      if (this.#slots[slot] === low && this.#slots[slot + 1] === high) return slot;
      at = (at + 1) & this.#mask;
    }
  }

  #grow(): void {
    const old = this.#slots;
    this.#mask = this.#mask * 2 + 1;
    this.#slots = new Int32Array(3 * (this.#mask + 1));
    for (let slot = 0; slot < old.length; slot += 3) if (old[slot + 2] !== 0) this.#slots[this.#find(old[slot]!, old[slot + 1]!) + 2] = old[slot + 2]!;
  }
}

// Numbers of the caller's choice (packets, tags) to 0, 1, 2 ... in order of first sight: a plain array where they lie close together,
// which a run's sequence numbers do, else a Map. Both are constant time a look-up.

export class DenseIndex {
  readonly #direct: Int32Array | undefined;
  readonly #sparse = new Map<number, number>();
  #size = 0;

  /** @param largest the largest number to come; @param expected how many different ones at most */
  constructor(largest: number, expected: number) {
    this.#direct = largest <= expected * 4 + 1024 ? new Int32Array(largest + 1) : undefined;
  }

  get size(): number {
    return this.#size;
  }

  /** The index of a number, -1 when it was never added. */
  find(value: number): number {
    if (this.#direct !== undefined) return (this.#direct[value] ?? 0) - 1;
    return this.#sparse.get(value) ?? -1;
  }

  /** The index of a number, which is a new one when it was never added. */
  add(value: number): number {
    const found = this.find(value);
    if (found !== -1) return found;
    this.#size += 1;
    if (this.#direct !== undefined) this.#direct[value] = this.#size;
    else this.#sparse.set(value, this.#size - 1);
    return this.#size - 1;
  }
}

// Walker's alias method in Vose's form: any discrete distribution in one draw of a column and one comparison.

/** Draws 0..weights.length-1 with probability proportional to the weights, in constant time. */
export class AliasTable {
  readonly #alias: Uint32Array;
  /** Below this (of 2^32) the column itself is drawn, else its alias. */
  readonly #limit: Float64Array;
  readonly size: number;

  constructor(weights: Float64Array) {
    const size = weights.length;
    this.size = size;
    this.#alias = new Uint32Array(size);
    this.#limit = new Float64Array(size).fill(0x1_0000_0000);
    const sum = weights.reduce((total, weight) => total + weight, 0);
    const scaled = weights.map((weight) => (weight * size) / sum);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < size; i += 1) (scaled[i]! < 1 ? small : large).push(i);
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop()!;
      const rich = large.pop()!;
      this.#limit[poor] = scaled[poor]! * 0x1_0000_0000;
      this.#alias[poor] = rich;
      scaled[rich] = scaled[rich]! + scaled[poor]! - 1;
      (scaled[rich] < 1 ? small : large).push(rich);
    }
    // What is left over is 1 up to rounding: its limit stays "always itself".
  }

  /** @param column uniform in [0, size); @param coin uniform uint32 */
  pick(column: number, coin: number): number {
    return coin < this.#limit[column]! ? column : this.#alias[column]!;
  }
}

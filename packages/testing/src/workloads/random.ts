// xoshiro128** (Blackman and Vigna, 2018), seeded through splitmix32: small, fast, and the same on every machine and Node version,
// so that a failing run is repeated by its seed alone. The state lives in a typed array: drawing a number allocates nothing.

/** A seeded generator of uniform uint32 numbers, period 2^128 - 1. Not for secrets. */
export class Random {
  readonly #state: Uint32Array = new Uint32Array(4);

  /** @param seed any number; its low 32 bits count. */
  constructor(seed: number) {
    let mixed = seed | 0;
    for (let i = 0; i < 4; i += 1) {
      mixed = (mixed + 0x9e3779b9) | 0;
      let word = mixed ^ (mixed >>> 16);
      word = Math.imul(word, 0x21f0aaad);
      word = Math.imul(word ^ (word >>> 15), 0x735a2d97);
      this.#state[i] = word ^ (word >>> 15);
    }
  }

  /** The next uint32. */
  next(): number {
    const state = this.#state;
    const second = state[1]!;
    const product = Math.imul(second, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9);
    const shifted = second << 9;
    state[2] = state[2]! ^ state[0]!;
    state[3] = state[3]! ^ state[1]!;
    state[1] = state[1]! ^ state[2];
    state[0] = state[0]! ^ state[3];
    state[2] = state[2] ^ shifted;
    state[3] = (state[3] << 11) | (state[3] >>> 21);
    return result >>> 0;
  }

  /** A uniform integer in [0, bound), bound 1..2^32. The bias is below bound / 2^32. */
  below(bound: number): number {
    return Math.floor((this.next() * bound) / 0x1_0000_0000);
  }
}

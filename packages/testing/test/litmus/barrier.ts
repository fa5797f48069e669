// Lets threads go at the same moment. It spins, since a wake takes longer than a whole race; where there are fewer processors
// than threads it soon parks.
import type { Memory } from '@dist/core';

/** Words of a barrier: arrived and generation, each on a pair of cache lines of its own. */
export const BARRIER_WORDS = 64;
const ARRIVED = 0;
const GENERATION = 32;

export class Barrier {
  readonly #memory: Memory;
  readonly #threads: number;
  readonly #spins: number;

  constructor(memory: Memory, threads: number, spins: number) {
    this.#memory = memory;
    this.#threads = threads;
    this.#spins = spins;
  }

  /** Waits until all threads are here. What each of them did before is ordered before what any of them does after. */
  meet(): void {
    const memory = this.#memory;
    const generation = memory.load(GENERATION);
    if (memory.add(ARRIVED, 1) + 1 === this.#threads) {
      memory.store(ARRIVED, 0);
      memory.add(GENERATION, 1);
      memory.notify(GENERATION, this.#threads);
      return;
    }
    for (let spin = 0; memory.load(GENERATION) === generation; spin++) {
      if (spin >= this.#spins) memory.wait(GENERATION, generation, Infinity);
    }
  }
}

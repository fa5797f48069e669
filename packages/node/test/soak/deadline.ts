// Finite: a flush ends. One that blocks this thread is given up from inside of its wait, another by a timer.
import { setTimeout as sleep } from 'node:timers/promises';
import type { Distributor, WaitStrategy } from '@dist/core';

const SPINS = 2000;

export class Deadline {
  readonly #milliseconds: number;
  #since = 0;
  distributor: Distributor | undefined;

  constructor(milliseconds: number) {
    this.#milliseconds = milliseconds;
  }

  /** How the distributor waits: it spins, then parks, and gives up in the end. */
  readonly wait: WaitStrategy = {
    parkMs: 100,
    spin: (round, pause): boolean => {
      pause();
      if (round >= SPINS && performance.now() - this.#since > this.#milliseconds) throw this.#error();
      return round < SPINS;
    },
  };

  /** The outcome of a flush. @throws Error when it does not end. */
  async meet(flush: () => number | Promise<number>): Promise<number> {
    this.#since = performance.now();
    const over = new AbortController();
    const late = sleep(this.#milliseconds, undefined, { signal: over.signal }).then((): never => {
      throw this.#error();
    });
    late.catch(() => undefined);
    try {
      return await Promise.race([flush(), late]);
    } finally {
      over.abort();
    }
  }

  #error(): Error {
    return new Error(`a flush did not end: ${JSON.stringify(this.distributor?.counters())}`);
  }
}

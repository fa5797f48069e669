// How much memory a distributor takes, by its options: everything is allocated when it is created.
import { Distributor } from '@dist/core';
import type { Outcome, Subject } from '../../measure/variant.ts';

interface Footing {
  readonly distributor: Distributor;
  readonly shared: number;
  readonly all: number;
}

/** The distributor is kept by the caller: what is collected meanwhile would be taken off. */
function measure(workers: number, capacity: number): Footing {
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const distributor = Distributor.create({ workers, capacity });
  return { distributor, shared: distributor.region.byteLength, all: process.memoryUsage().arrayBuffers - before };
}

export class Footprint implements Subject {
  readonly #workers: number;
  readonly #capacity: number;

  constructor(workers: number, capacity: number) {
    this.#workers = workers;
    this.#capacity = capacity;
  }

  /** By difference: twice the workers, then twice the capacity, since a capacity packets deep may hold as many flows. */
  run(): Promise<Outcome> {
    const one = measure(this.#workers, this.#capacity);
    const moreWorkers = measure(2 * this.#workers, this.#capacity);
    const moreFlows = measure(this.#workers, 2 * this.#capacity);
    for (const { distributor } of [one, moreWorkers, moreFlows]) distributor.close();
    return Promise.resolve({
      values: {
        'region per worker': (moreWorkers.shared - one.shared) / this.#workers,
        'region per flow': (moreFlows.shared - one.shared) / this.#capacity,
        'all per worker': (moreWorkers.all - one.all) / this.#workers,
        'all per flow': (moreFlows.all - one.all) / this.#capacity,
      },
    });
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}

// How much memory a distributor takes, by its options: everything is allocated when it is created.
import { Distributor, SharedMemory } from '@dist/core';
import { evidencePackets } from '../../measure/evidence.ts';
import { OneThreadEvidence } from '../../measure/one-thread-evidence.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { OneThreadPlay } from './one-thread-play.ts';

/** What is measured is a distributor with this default. */
const BURST = 32;

interface Footing {
  readonly distributor: Distributor;
  readonly shared: number;
  readonly all: number;
}

/**
 * In a memory that is as large as it asks for: the one that it makes by itself holds the same in whole pages, which no statistics of Node count.
 * The distributor is kept by the caller: what is collected meanwhile would be taken off.
 */
function measure(workers: number, capacity: number): Footing {
  globalThis.gc?.();
  const before = process.memoryUsage().arrayBuffers;
  const memory = (bytes: number): SharedMemory => new SharedMemory(new SharedArrayBuffer(bytes));
  const distributor = Distributor.create({ workers, capacity, memory });
  return { distributor, shared: distributor.region.byteLength, all: process.memoryUsage().arrayBuffers - before };
}

export class Footprint implements Subject {
  readonly #workers: number;
  readonly #capacity: number;
  readonly #tags: Uint32Array;

  constructor(workers: number, capacity: number, tags: Uint32Array) {
    this.#workers = workers;
    this.#capacity = capacity;
    this.#tags = tags;
  }

  /** It distributes, too: filled to its capacity, one thread that plays all sides. */
  verify(): Promise<Verification> {
    const evidence = new OneThreadEvidence();
    const distributor = Distributor.create({ workers: this.#workers, capacity: this.#capacity });
    const tag = (packet: number): number => this.#tags[packet & (this.#tags.length - 1)]!;
    const play = new OneThreadPlay(distributor, { workers: this.#workers, burst: BURST, outstanding: this.#capacity, tag }, evidence);
    play.through(evidencePackets(this.#capacity));
    distributor.close();
    return Promise.resolve(evidence.verify());
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

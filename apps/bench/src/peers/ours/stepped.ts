// The distributor's own cost: one thread plays the distributor and all its workers in turn, and only the distributor's calls are timed.
// Nothing waits for another core, so what is left is what the algorithm does for a packet.
import { Distributor } from '@dist/core';
import { clockCost } from '../../measure/clock.ts';
import { evidencePackets } from '../../measure/evidence.ts';
import { OneThreadEvidence } from '../../measure/one-thread-evidence.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { OneThreadPlay } from './one-thread-play.ts';
import type { PlayOptions } from './one-thread-play.ts';

export interface SteppedOptions extends PlayOptions {
  readonly capacity: number;
}

export class Stepped implements Subject {
  readonly #options: SteppedOptions;
  readonly #count: number;
  readonly #play: OneThreadPlay;

  constructor(options: SteppedOptions, count: number) {
    this.#options = options;
    this.#count = count;
    this.#play = new OneThreadPlay(createDistributor(options), options);
  }

  /** The same with a distributor of its own, until all packets are back. */
  verify(): Promise<Verification> {
    const evidence = new OneThreadEvidence();
    const play = new OneThreadPlay(createDistributor(this.#options), this.#options, evidence);
    play.through(evidencePackets(this.#count));
    play.distributor.close();
    return Promise.resolve(evidence.verify());
  }

  run(): Promise<Outcome> {
    const play = this.#play;
    const { distributor, input, output } = play;
    const cost = clockCost();
    let nanoseconds = 0;
    let returned = 0;
    while (returned < this.#count) {
      play.stepWorkers();
      const start = performance.now();
      const back = distributor.returnedPackets(output);
      nanoseconds += (performance.now() - start) * 1e6 - cost;
      returned += back;
      // As many again, so that the number outstanding stays what it is.
      while (play.hasRoom) {
        play.fill();
        const again = performance.now();
        distributor.tryProcess(input);
        nanoseconds += (performance.now() - again) * 1e6 - cost;
      }
    }
    return Promise.resolve({ values: { cost: nanoseconds / returned } });
  }

  close(): Promise<void> {
    this.#play.distributor.close();
    return Promise.resolve();
  }
}

function createDistributor({ workers, burst, capacity }: SteppedOptions): Distributor {
  return Distributor.create({ workers, burst, capacity, flowBacklog: capacity });
}

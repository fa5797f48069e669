// One design of a lane between two threads that spin: packets go to a worker that reads them, and come back.
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { OpenLane } from './open-lane.ts';
import type { LaneOptions } from './open-lane.ts';

export class LaneSubject implements Subject {
  readonly #options: LaneOptions;
  readonly #tags: Uint32Array;
  readonly #count: number;
  readonly #lane: OpenLane;

  /** @param count packets of a run, rounded down to whole calls */
  static async open(options: LaneOptions, tags: Uint32Array, count: number): Promise<LaneSubject> {
    const calls = Math.max(1, Math.floor(count / options.call));
    return new LaneSubject(options, tags, calls * options.call, await OpenLane.open(options, undefined));
  }

  private constructor(options: LaneOptions, tags: Uint32Array, count: number, lane: OpenLane) {
    this.#options = options;
    this.#tags = tags;
    this.#count = count;
    this.#lane = lane;
  }

  /** In a lane and a thread of its own, which record. */
  async verify(): Promise<Verification> {
    const packets = evidencePackets(this.#count);
    const evidence = new Evidence(1, packets);
    const lane = await OpenLane.open(this.#options, evidence);
    await lane.move(this.#tags, packets - (packets % this.#options.call));
    await lane.close();
    return evidence.verify();
  }

  async run(): Promise<Outcome> {
    const start = performance.now();
    await this.#lane.move(this.#tags, this.#count);
    const seconds = (performance.now() - start) / 1000;
    return { values: { rate: this.#count / seconds } };
  }

  close(): Promise<void> {
    return this.#lane.close();
  }
}

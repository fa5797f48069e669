// The distributor's own cost: one thread plays the distributor and all its workers in turn, and only the distributor's calls are timed.
// Nothing waits for another core, so what is left is what the algorithm does for a packet.
import { Distributor, DistributorWorker, PacketBurst } from '@dist/core';
import { clockCost } from '../../measure/clock.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';

export interface SteppedOptions {
  readonly workers: number;
  readonly burst: number;
  /** Packets kept outstanding. */
  readonly outstanding: number;
  readonly capacity: number;
  /** The tag of the packet with a number; at most `outstanding` of them are out at once. */
  readonly tag: (packet: number) => number;
}

/** Packets of one call of `tryProcess`, which is also how many come back meanwhile. */
const CALL = 64;

export class Stepped implements Subject {
  readonly #options: SteppedOptions;
  readonly #count: number;
  readonly #distributor: Distributor;
  readonly #workers: readonly DistributorWorker[];
  readonly #held: readonly PacketBurst[];
  readonly #input = new PacketBurst(CALL);
  readonly #output = new PacketBurst(4 * CALL);
  #sent = 0;
  #nextWorker = 0;

  constructor(options: SteppedOptions, count: number) {
    const { workers, burst, capacity } = options;
    this.#options = options;
    this.#count = count;
    this.#distributor = Distributor.create({ workers, burst, capacity, flowBacklog: capacity });
    this.#workers = Array.from({ length: workers }, (_, worker) => DistributorWorker.attach(this.#distributor.region, worker));
    this.#held = this.#workers.map(() => new PacketBurst(burst));
    for (const worker of this.#workers) worker.requestPackets();
    while (this.#sent < options.outstanding) {
      this.#fill();
      if (this.#distributor.tryProcess(this.#input) === 0) throw new Error(`only ${this.#sent} packets can be outstanding`);
    }
  }

  run(): Promise<Outcome> {
    const cost = clockCost();
    const { outstanding } = this.#options;
    let nanoseconds = 0;
    let returned = 0;
    while (returned < this.#count) {
      this.#stepWorkers();
      const start = performance.now();
      const back = this.#distributor.returnedPackets(this.#output);
      nanoseconds += (performance.now() - start) * 1e6 - cost;
      returned += back;
      // As many again, so that the number outstanding stays what it is.
      while (this.#distributor.outstanding + CALL <= outstanding) {
        this.#fill();
        const again = performance.now();
        this.#distributor.tryProcess(this.#input);
        nanoseconds += (performance.now() - again) * 1e6 - cost;
      }
    }
    return Promise.resolve({ values: { cost: nanoseconds / returned } });
  }

  close(): Promise<void> {
    this.#distributor.close();
    return Promise.resolve();
  }

  #fill(): void {
    const { tag } = this.#options;
    const input = this.#input;
    while (input.count < CALL) {
      input.push(tag(this.#sent), this.#sent);
      this.#sent++;
    }
  }

  /** Lets workers hand back and claim, in turn, until about one call's worth of packets has moved. */
  #stepWorkers(): void {
    for (let moved = 0, looked = 0; moved < CALL && looked < this.#workers.length; looked++) {
      const worker = this.#workers[this.#nextWorker]!;
      const held = this.#held[this.#nextWorker]!;
      this.#nextWorker = (this.#nextWorker + 1) % this.#workers.length;
      moved += held.count;
      worker.requestPackets(held);
      held.clear();
      worker.pollPackets(held);
    }
  }
}

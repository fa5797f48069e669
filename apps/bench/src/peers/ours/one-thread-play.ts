// One thread that plays the caller and all workers in turn: nothing waits for another core.
import { type Distributor, DistributorWorker, PacketBurst } from '@dist/core';
import type { OneThreadEvidence } from '../../measure/one-thread-evidence.ts';

export interface PlayOptions {
  readonly workers: number;
  readonly burst: number;
  /** Packets kept outstanding. */
  readonly outstanding: number;
  /** The tag of the packet with a number. */
  readonly tag: (packet: number) => number;
}

/** Packets of one call of `tryProcess`, which is also how many come back meanwhile. */
const CALL = 64;

export class OneThreadPlay {
  readonly distributor: Distributor;
  /** Packets to be offered next. */
  readonly input: PacketBurst;
  readonly output: PacketBurst;
  readonly #options: PlayOptions;
  readonly #evidence: OneThreadEvidence | undefined;
  readonly #workers: readonly DistributorWorker[];
  readonly #held: readonly PacketBurst[];
  #sent = 0;
  #nextWorker = 0;

  /** All workers join, and as many packets are sent as are to be outstanding. */
  constructor(distributor: Distributor, options: PlayOptions, evidence?: OneThreadEvidence) {
    const { workers, burst, outstanding } = options;
    this.distributor = distributor;
    this.input = distributor.createBurst(CALL);
    this.output = distributor.createBurst(4 * CALL);
    this.#options = options;
    this.#evidence = evidence;
    this.#workers = Array.from({ length: workers }, (_, worker) => DistributorWorker.attach(distributor.region, worker));
    this.#held = this.#workers.map(() => new PacketBurst(burst));
    for (const worker of this.#workers) worker.requestPackets();
    while (this.#sent < outstanding) {
      this.fill();
      if (distributor.tryProcess(this.input) === 0) throw new Error(`only ${this.#sent} packets can be outstanding`);
    }
  }

  /** Packets came back, and another call's worth fits into what is to be outstanding. */
  get hasRoom(): boolean {
    return this.distributor.outstanding + CALL <= this.#options.outstanding;
  }

  /** Makes the input a whole call's. */
  fill(): void {
    const { tag } = this.#options;
    const { input } = this;
    while (input.count < CALL) {
      const packet = this.#sent++;
      input.push(tag(packet), packet);
      this.#evidence?.submitted(packet, tag(packet));
    }
  }

  /** Lets workers hand back and claim, in turn, until about one call's worth of packets has moved. */
  stepWorkers(): void {
    for (let moved = 0, looked = 0; moved < CALL && looked < this.#workers.length; looked++) {
      const id = this.#nextWorker;
      const worker = this.#workers[id]!;
      const held = this.#held[id]!;
      this.#nextWorker = (id + 1) % this.#workers.length;
      moved += held.count;
      this.#evidence?.handedBack(id, held);
      worker.requestPackets(held);
      held.clear();
      worker.pollPackets(held);
      this.#evidence?.handled(id, held);
    }
  }

  /** Takes so many packets through, and then all that are out; nothing of it is timed. */
  through(count: number): void {
    for (let returned = 0; returned < count; ) {
      this.stepWorkers();
      returned += this.#collect();
      while (this.hasRoom) {
        this.fill();
        this.distributor.tryProcess(this.input);
      }
    }
    while (this.input.count > 0 || this.distributor.outstanding > 0) {
      if (this.input.count > 0) this.distributor.tryProcess(this.input);
      this.stepWorkers();
      this.#collect();
    }
  }

  #collect(): number {
    const back = this.distributor.returnedPackets(this.output);
    this.#evidence?.returned(this.output, back);
    return back;
  }
}

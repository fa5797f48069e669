// Packets that arrive at given times, and how long each waits for its handler. Between two arrivals the main thread sleeps: it must
// not take the workers' processors from them.
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import { distributionOf } from '../../measure/time-distribution.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { Intake } from './intake.ts';
import type { IntakeOptions } from './intake.ts';
import type { KeyedPeer, OpenPeer } from './keyed-peer.ts';

/** The main thread looks after packets on their way at least so often. */
const MOST_SLEEP_MS = 0.25;

export class PacedSubject implements Subject {
  readonly #open: OpenPeer;
  readonly #workers: number;
  readonly #intake: IntakeOptions;
  readonly #peer: KeyedPeer;
  readonly #pillow = new Int32Array(new SharedArrayBuffer(4));

  /** @param intake with arrivals */
  static async open(open: OpenPeer, workers: number, intake: IntakeOptions): Promise<PacedSubject> {
    return new PacedSubject(open, workers, intake, await open({ workers, evidence: undefined, stamps: true }));
  }

  private constructor(open: OpenPeer, workers: number, intake: IntakeOptions, peer: KeyedPeer) {
    this.#open = open;
    this.#workers = workers;
    this.#intake = intake;
    this.#peer = peer;
  }

  async verify(): Promise<Verification> {
    const count = Math.min(evidencePackets(this.#intake.count), 4000);
    const evidence = new Evidence(this.#workers, count);
    const peer = await this.#open({ workers: this.#workers, evidence: evidence.region, stamps: true });
    this.#drive(peer, new Intake(peer.payloads, { ...this.#intake, count, evidence }));
    await peer.close();
    return evidence.verify();
  }

  run(): Promise<Outcome> {
    const intake = new Intake(this.#peer.payloads, this.#intake);
    this.#drive(this.#peer, intake);
    const microseconds = intake.waits!.filter((wait) => wait >= 0).map((wait) => wait / 1000);
    return Promise.resolve({ values: distributionOf(microseconds) });
  }

  close(): Promise<void> {
    return this.#peer.close();
  }

  #drive(peer: KeyedPeer, intake: Intake): void {
    while (intake.returned < intake.count) {
      // Twice without a packet moved: what stands in half-full batches is sent as well.
      while (peer.step!(intake) > 0);
      peer.step!(intake);
      const sleep = intake.sent < intake.count ? Math.min(MOST_SLEEP_MS, intake.untilNext) : MOST_SLEEP_MS;
      if (sleep > 0) Atomics.wait(this.#pillow, 0, 0, sleep);
    }
    intake.requireAllBack();
  }
}

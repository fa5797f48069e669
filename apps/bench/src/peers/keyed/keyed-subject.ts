// A peer as a subject of measurement: packets per second.
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { Intake } from './intake.ts';
import type { IntakeOptions } from './intake.ts';
import type { KeyedPeer, OpenPeer } from './keyed-peer.ts';

export class KeyedSubject implements Subject {
  readonly #open: OpenPeer;
  readonly #workers: number;
  readonly #intake: IntakeOptions;
  readonly #peer: KeyedPeer;

  static async open(open: OpenPeer, workers: number, intake: IntakeOptions): Promise<KeyedSubject> {
    return new KeyedSubject(open, workers, intake, await open({ workers, evidence: undefined, stamps: false }));
  }

  private constructor(open: OpenPeer, workers: number, intake: IntakeOptions, peer: KeyedPeer) {
    this.#open = open;
    this.#workers = workers;
    this.#intake = intake;
    this.#peer = peer;
  }

  /** With threads of its own, which record. */
  async verify(): Promise<Verification> {
    const count = evidencePackets(this.#intake.count);
    const evidence = new Evidence(this.#workers, count);
    const peer = await this.#open({ workers: this.#workers, evidence: evidence.region, stamps: false });
    const intake = new Intake(peer.payloads, { ...this.#intake, count, evidence });
    await peer.run(intake);
    intake.requireAllBack();
    await peer.close();
    return evidence.verify();
  }

  async run(): Promise<Outcome> {
    const intake = new Intake(this.#peer.payloads, this.#intake);
    const start = performance.now();
    await this.#peer.run(intake);
    const seconds = (performance.now() - start) / 1000;
    intake.requireAllBack();
    return { values: { rate: intake.count / seconds } };
  }

  close(): Promise<void> {
    return this.#peer.close();
  }
}

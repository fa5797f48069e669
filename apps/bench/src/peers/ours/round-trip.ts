// One packet at a time from the main thread to a worker and back; both spin.
import type { Worker } from 'node:worker_threads';
import { Distributor, type PacketBurst } from '@dist/core';
import { Evidence, evidencePackets } from '../../measure/evidence.ts';
import { timedTurns } from '../../measure/timed-turns.ts';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import type { HandOffWorkerData } from './hand-off.ts';

/** So many looks that the worker does not park within a run, and does between runs. */
const SPINS = 2_000_000;

/** Tags in turn. */
const tagOf = (packet: number): number => packet & 1023;

/** A distributor with one worker, and one packet that goes there and back. */
class Track {
  readonly #distributor: Distributor;
  readonly #threads: Worker[];
  readonly #packet: PacketBurst;
  readonly #back: PacketBurst;

  static async open(burst: number, evidence: SharedArrayBuffer | undefined): Promise<Track> {
    const distributor = Distributor.create({ workers: 1, burst });
    const data: HandOffWorkerData = { region: distributor.region, worker: 0, burst, spins: SPINS, evidence };
    return new Track(distributor, await startThreads(sibling(import.meta.url, './hand-off.worker'), 1, () => data));
  }

  private constructor(distributor: Distributor, threads: Worker[]) {
    this.#distributor = distributor;
    this.#packet = distributor.createBurst(1);
    this.#back = distributor.createBurst(1);
    this.#threads = threads;
  }

  turn(handle: number): void {
    const distributor = this.#distributor;
    this.#packet.push(tagOf(handle), handle);
    distributor.tryProcess(this.#packet);
    while (distributor.returnedPackets(this.#back) === 0);
    if (this.#back.handles[0] !== handle) throw new Error(`packet ${handle} was sent, ${String(this.#back.handles[0])} came back`);
  }

  /** Of the packet that came back last. */
  get tag(): number {
    return this.#back.tags[0]!;
  }

  async close(): Promise<void> {
    this.#distributor.close();
    await ended(this.#threads);
  }
}

export class RoundTrip implements Subject {
  readonly #burst: number;
  readonly #count: number;
  readonly #track: Track;

  static async open(burst: number, count: number): Promise<RoundTrip> {
    return new RoundTrip(burst, count, await Track.open(burst, undefined));
  }

  private constructor(burst: number, count: number, track: Track) {
    this.#burst = burst;
    this.#count = count;
    this.#track = track;
  }

  /** With a distributor of its own and a worker that records. */
  async verify(): Promise<Verification> {
    const packets = evidencePackets(this.#count);
    const evidence = new Evidence(1, packets);
    const track = await Track.open(this.#burst, evidence.region);
    for (let packet = 0; packet < packets; packet++) {
      evidence.submitted(packet, tagOf(packet));
      track.turn(packet);
      evidence.returned(packet, track.tag);
    }
    await track.close();
    return evidence.verify();
  }

  run(): Promise<Outcome> {
    const track = this.#track;
    return Promise.resolve(timedTurns(this.#count, (i) => track.turn(i)));
  }

  close(): Promise<void> {
    return this.#track.close();
  }
}

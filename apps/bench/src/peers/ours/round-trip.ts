// One packet at a time from the main thread to a worker and back; both spin.
import type { Worker } from 'node:worker_threads';
import { Distributor, PacketBurst } from '@dist/core';
import { clockCost } from '../../measure/clock.ts';
import { distributionOf } from '../../measure/time-distribution.ts';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import type { HandOffWorkerData } from './hand-off.ts';

/** So many looks that the worker does not park within a run, and does between runs. */
const SPINS = 2_000_000;

export class RoundTrip implements Subject {
  readonly #distributor: Distributor;
  readonly #count: number;
  readonly #threads: Worker[];
  readonly #packet = new PacketBurst(1);
  readonly #back = new PacketBurst(1);

  static async open(burst: number, count: number): Promise<RoundTrip> {
    const distributor = Distributor.create({ workers: 1, burst });
    const data: HandOffWorkerData = { region: distributor.region, worker: 0, burst, spins: SPINS, evidence: undefined };
    const threads = await startThreads(sibling(import.meta.url, './hand-off.worker'), 1, () => data);
    return new RoundTrip(distributor, count, threads);
  }

  private constructor(distributor: Distributor, count: number, threads: Worker[]) {
    this.#distributor = distributor;
    this.#count = count;
    this.#threads = threads;
  }

  run(): Promise<Outcome> {
    const cost = clockCost();
    const times = new Float64Array(this.#count);
    for (let i = 0; i < Math.min(1000, times.length); i++) this.#turn(i);
    for (let i = 0; i < times.length; i++) {
      const start = performance.now();
      this.#turn(i);
      times[i] = (performance.now() - start) * 1e6 - cost;
    }
    return Promise.resolve({ values: distributionOf(times) });
  }

  async close(): Promise<void> {
    this.#distributor.close();
    await ended(this.#threads);
  }

  #turn(handle: number): void {
    const distributor = this.#distributor;
    this.#packet.push(handle & 1023, handle);
    distributor.tryProcess(this.#packet);
    while (distributor.returnedPackets(this.#back) === 0);
    if (this.#back.handles[0] !== handle) throw new Error(`packet ${handle} was sent, ${String(this.#back.handles[0])} came back`);
  }
}

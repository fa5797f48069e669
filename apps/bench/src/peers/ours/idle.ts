// A distributor that waits for packets, with workers that wait for it: what that costs while nothing happens.
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Distributor } from '@dist/core';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject, Verification } from '../../measure/variant.ts';
import { spinsFor } from '../keyed/spins.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import { verifyHandOff } from './hand-off.ts';
import type { HandOffWorkerData } from './hand-off.ts';

const BURST = 32;
/** For the run that is verified; while it is measured, no packet moves. */
const PACKETS = 40_000;

export class Idle implements Subject {
  readonly #distributor: Distributor;
  readonly #threads: Worker[];
  readonly #milliseconds: number;
  readonly #tags: Uint32Array;

  static async open(workers: number, tags: Uint32Array, milliseconds: number): Promise<Idle> {
    const distributor = Distributor.create({ workers });
    const data = (worker: number): HandOffWorkerData => {
      return { region: distributor.region, worker, burst: BURST, spins: spinsFor(workers).worker, evidence: undefined };
    };
    const threads = await startThreads(sibling(import.meta.url, './hand-off.worker'), workers, data);
    while (distributor.counters().workers < workers) {
      distributor.poll();
      await setTimeout(1);
    }
    return new Idle(distributor, threads, tags, milliseconds);
  }

  private constructor(distributor: Distributor, threads: Worker[], tags: Uint32Array, milliseconds: number) {
    this.#distributor = distributor;
    this.#threads = threads;
    this.#tags = tags;
    this.#milliseconds = milliseconds;
  }

  /** A distributor that can be idle is one that keeps its order when it is not. */
  verify(): Promise<Verification> {
    const workers = this.#threads.length;
    return verifyHandOff({ workers, burst: BURST, chunk: 2 * BURST, spins: spinsFor(workers).worker }, this.#tags, PACKETS);
  }

  async run(): Promise<Outcome> {
    const before = process.cpuUsage();
    const start = performance.now();
    const over = setTimeout(this.#milliseconds, 'over');
    for (let woken: unknown = undefined; woken !== 'over'; ) {
      const activity = this.#distributor.activity();
      woken = await (activity === undefined ? undefined : Promise.race([activity, over]));
      this.#distributor.poll();
    }
    const { user, system } = process.cpuUsage(before);
    const milliseconds = performance.now() - start;
    return { values: { cpu: (user + system) / 1000 / milliseconds } };
  }

  async close(): Promise<void> {
    this.#distributor.close();
    await ended(this.#threads);
  }
}

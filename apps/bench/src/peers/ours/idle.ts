// A distributor that waits for packets, with workers that wait for it: what that costs while nothing happens.
import { setTimeout } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { Distributor } from '@dist/core';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { spinsFor } from '../keyed/spins.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import type { HandOffWorkerData } from './hand-off.ts';

export class Idle implements Subject {
  readonly #distributor: Distributor;
  readonly #threads: Worker[];
  readonly #milliseconds: number;

  static async open(workers: number, milliseconds: number): Promise<Idle> {
    const distributor = Distributor.create({ workers });
    const data = (worker: number): HandOffWorkerData => {
      return { region: distributor.region, worker, burst: 32, spins: spinsFor(workers).worker, evidence: undefined };
    };
    const threads = await startThreads(sibling(import.meta.url, './hand-off.worker'), workers, data);
    while (distributor.counters().workers < workers) {
      distributor.poll();
      await setTimeout(1);
    }
    return new Idle(distributor, threads, milliseconds);
  }

  private constructor(distributor: Distributor, threads: Worker[], milliseconds: number) {
    this.#distributor = distributor;
    this.#threads = threads;
    this.#milliseconds = milliseconds;
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

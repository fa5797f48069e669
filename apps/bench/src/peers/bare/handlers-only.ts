// The ideal: all workers run handlers all the time, and nobody distributes. What a distributor reaches is a share of this.
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

export interface HandlersOnlyData {
  readonly spins: number;
}

export class HandlersOnly implements Subject {
  readonly #threads: Worker[];
  readonly #each: number;

  static async open(workers: number, spins: number, count: number): Promise<HandlersOnly> {
    const data: HandlersOnlyData = { spins };
    const threads = await startThreads(sibling(import.meta.url, './handlers-only.worker'), workers, () => data);
    return new HandlersOnly(threads, Math.ceil(count / workers));
  }

  private constructor(threads: Worker[], each: number) {
    this.#threads = threads;
    this.#each = each;
  }

  async run(): Promise<Outcome> {
    const answers = this.#threads.map((thread) => once(thread, 'message'));
    const start = performance.now();
    for (const thread of this.#threads) thread.postMessage(this.#each);
    await Promise.all(answers);
    const seconds = (performance.now() - start) / 1000;
    return { values: { rate: (this.#each * this.#threads.length) / seconds } };
  }

  async close(): Promise<void> {
    for (const thread of this.#threads) thread.postMessage(null);
    await ended(this.#threads);
  }
}

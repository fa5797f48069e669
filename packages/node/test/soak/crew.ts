// The worker threads of a soak. Unlike `WorkerThreads` it goes on when one of them ends: ending them is what a soak is for.
import { Worker } from 'node:worker_threads';
import type { SoakInit } from './soak-init.ts';

export interface CrewEvents {
  /** A thread that was killed has ended: nothing of it runs any more. */
  killed(worker: number): void;
  /** A thread ended, or its code threw, and nobody had asked for it. */
  failed(worker: number, error: unknown): void;
}

export class Crew {
  readonly #threads: (Worker | undefined)[] = [];
  readonly #dying = new Set<number>();
  readonly #events: CrewEvents;
  readonly #init: Omit<SoakInit, 'worker' | 'seed'>;
  readonly #url: URL;
  #started = 0;
  #dismissed = false;

  constructor(url: URL, init: Omit<SoakInit, 'worker' | 'seed'>, events: CrewEvents) {
    this.#url = url;
    this.#init = init;
    this.#events = events;
  }

  /** Threads that work; those that start or are being ended do not count. */
  get atWork(): number {
    return this.#threads.filter((thread) => thread !== undefined).length - this.#dying.size;
  }

  /** Whether a thread works in this slot and may be killed. */
  isAtWork(worker: number): boolean {
    return this.#threads[worker] !== undefined && !this.#dying.has(worker);
  }

  /** Starts a thread in a slot; resolves when it is attached. */
  async start(worker: number): Promise<void> {
    this.#started++;
    const workerData: SoakInit = { ...this.#init, worker, seed: this.#started };
    const thread = new Worker(this.#url, { workerData });
    const ready = new Promise<void>((resolve) => {
      thread.once('message', () => {
        this.#threads[worker] = thread;
        resolve();
      });
    });
    const ended = new Promise<void>((resolve) => {
      thread.once('error', (error) => {
        this.#events.failed(worker, error);
      });
      thread.once('exit', () => {
        this.#threads[worker] = undefined;
        if (this.#dying.delete(worker)) this.#events.killed(worker);
        else if (!this.#dismissed) this.#events.failed(worker, new Error('its thread ended'));
        resolve();
      });
    });
    await Promise.race([ready, ended]);
  }

  /** Ends a thread wherever it is; `killed` tells when that has happened. */
  kill(worker: number): void {
    this.#dying.add(worker);
    void this.#threads[worker]?.terminate();
  }

  /** From now on a thread may end by itself. */
  dismiss(): void {
    this.#dismissed = true;
  }

  /** Resolves when no thread is left; those that have not ended after so many milliseconds are ended. */
  async end(milliseconds: number): Promise<void> {
    const left = this.#threads.filter((thread) => thread !== undefined);
    const timer = setTimeout(() => {
      for (const thread of left) void thread.terminate();
    }, milliseconds);
    await Promise.all(left.map((thread) => new Promise((resolve) => thread.once('exit', resolve))));
    clearTimeout(timer);
  }
}

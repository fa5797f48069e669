// Starts the worker threads and watches them: a thread that does not start, throws or ends by itself is a failure of the whole run,
// known by its cause.
import { Worker } from 'node:worker_threads';
import { WorkerFailure } from './worker-failure.ts';
import type { WorkerSetup } from './worker-setup.ts';

export class WorkerThreads {
  readonly #threads: Worker[];
  readonly #ends: Promise<void>[];
  readonly #onFailure: (failure: WorkerFailure) => void;
  #dismissed = false;

  /** @param onFailure is called once for each worker that fails before `ended` was called. */
  constructor(entry: URL, setups: readonly WorkerSetup[], onFailure: (failure: WorkerFailure) => void) {
    this.#onFailure = onFailure;
    this.#threads = setups.map((setup) => new Worker(entry, { workerData: setup, name: `flowlog worker ${String(setup.worker)}` }));
    this.#ends = this.#threads.map((thread, worker) => this.#watch(thread, worker));
  }

  /** The distributor has dismissed the workers: resolves when all threads have ended. */
  async ended(): Promise<void> {
    this.#dismissed = true;
    await Promise.all(this.#ends);
  }

  /** Ends the threads wherever they are. */
  async terminate(): Promise<void> {
    this.#dismissed = true;
    await Promise.all(this.#threads.map((thread) => thread.terminate()));
  }

  #watch(thread: Worker, worker: number): Promise<void> {
    return new Promise((resolve) => {
      let failed = false;
      thread.once('error', (cause) => {
        failed = true;
        const reason = cause instanceof Error ? cause.message : String(cause);
        this.#onFailure(new WorkerFailure(`worker ${String(worker)} failed: ${reason}`, { cause }));
      });
      thread.once('exit', (code) => {
        if (!this.#dismissed && !failed) this.#onFailure(new WorkerFailure(`worker ${String(worker)} ended before its work was done, with exit code ${String(code)}`));
        resolve();
      });
    });
  }
}

// A thread for every slot of a distributor. It turns all that can happen to a thread into one outcome: the run goes
// on, or it has failed with a cause; then the distributor is closed, so that nobody waits for packets that never come.
import { type Distributor, DistributorError, type PayloadPool, type WorkerLoss } from '@dist/core';
import { WorkerError } from '../errors/worker-error.ts';
import { type ThreadEnd, type ThreadOptions, WorkerThread } from './worker-thread.ts';

/** Options of `WorkerThreads.start`. */
export interface WorkerThreadsOptions {
  /** The worker file, which calls `attachWorker()`. */
  readonly url: URL;
  /** Pools that the workers may use, by name. */
  readonly pools?: Readonly<Record<string, PayloadPool>>;
  /** Handed to every worker as a structured clone; shared memory in it is shared. */
  readonly init?: unknown;
  /** Milliseconds that `close` gives a thread to end by itself before it is terminated, 0 or more. Default 1000. */
  readonly graceMs?: number;
  /** Aborting it fails the run with its reason. */
  readonly signal?: AbortSignal;
  /** Options of `worker_threads` for each thread. */
  readonly thread?: ThreadOptions;
  /** For extension authors: what a worker posted to its port. An error thrown here fails the run. */
  readonly onWords?: (worker: number, words: unknown) => void;
  /** For extension authors: called once when the run fails, after the distributor has been closed. */
  readonly onFailure?: (failure: unknown) => void;
}

/** The worker threads of a distributor. */
export class WorkerThreads {
  readonly #distributor: Distributor;
  readonly #options: WorkerThreadsOptions;
  readonly #threads: WorkerThread[] = [];
  readonly #waiting: Set<number> = new Set<number>();
  readonly #started: PromiseWithResolvers<undefined> = Promise.withResolvers<undefined>();
  readonly #abort = (): void => {
    this.fail(this.#options.signal?.reason);
  };
  /** A process that would end without anybody having been told of a failure ends with it. */
  readonly #report = (): void => {
    this.throwIfFailed();
  };
  #failure: { readonly error: unknown } | undefined;
  /** Somebody has been told of the failure. */
  #told = false;
  #closing = false;
  #dropped = 0;

  /**
   * Starts one thread for each slot of the distributor; resolves when all of them are attached.
   * The distributor's own thread must not be blocked while the threads live: use `processAsync`, `flushAsync` and the
   * calls that do not wait, since the end of a thread is told through the event loop.
   * @throws WorkerError `START_FAILED` with its cause. All threads have ended then, and the distributor is closed.
   */
  static async start(distributor: Distributor, options: WorkerThreadsOptions): Promise<WorkerThreads> {
    const graceMs = options.graceMs ?? 1000;
    if (!(graceMs >= 0)) throw new RangeError(`graceMs must be 0 or more, got ${graceMs}`);
    options.signal?.throwIfAborted();
    const threads = new WorkerThreads(distributor, options);
    threads.#startAll();
    try {
      await threads.#started.promise;
    } catch (error) {
      threads.#tell();
      await threads.#ended();
      throw error;
    }
    return threads;
  }

  private constructor(distributor: Distributor, options: WorkerThreadsOptions) {
    this.#distributor = distributor;
    this.#options = options;
    this.#started.promise.catch(() => undefined);
  }

  /** Number of threads. */
  get size(): number {
    return this.#threads.length;
  }

  /** Whether the run has failed; unlike {@link failure} it does not count as asking why. */
  get hasFailed(): boolean {
    return this.#failure !== undefined;
  }

  /** Why the run failed: a `WorkerError`, or the reason of the `signal`; undefined while all is well. */
  get failure(): unknown {
    if (this.#failure !== undefined) this.#tell();
    return this.#failure?.error;
  }

  /** @throws the failure of the run, if it has failed. */
  throwIfFailed(): void {
    if (this.#failure === undefined) return;
    this.#tell();
    throw this.#failure.error;
  }

  /**
   * The outcome of an asynchronous call to the distributor; if it rejects because the run has failed, rejects with that
   * failure instead: `await threads.guard(distributor.processAsync(burst))`.
   */
  async guard<T>(call: Promise<T>): Promise<T> {
    try {
      return await call;
    } catch (error) {
      this.throwIfFailed();
      throw error;
    }
  }

  /** For extension authors: takes what a worker has said up to now, without waiting for the event loop. */
  listen(worker: number): void {
    this.#threads[worker]!.listen();
  }

  /** For extension authors: ends the run with this error. The first failure counts. */
  fail(error: unknown): void {
    if (this.#failure !== undefined || this.#closing) return;
    this.#failure = { error };
    this.#dropped += this.#distributor.close();
    this.#dismiss();
    for (const { thread } of this.#threads) void thread.terminate();
    process.once('beforeExit', this.#report);
    this.#started.reject(error);
    this.#options.onFailure?.(error);
  }

  /**
   * Closes the distributor and ends the threads: each may finish the packet it is in, and is terminated after `graceMs`.
   * @returns how many packets were dropped: not returned, or returned and not taken.
   * @throws the failure of the run, if it has failed; the threads have ended then as well.
   */
  async close(): Promise<number> {
    if (!this.#closing) {
      this.#closing = true;
      this.#dropped += this.#distributor.close();
      this.#dismiss();
    }
    await this.#ended();
    this.throwIfFailed();
    return this.#dropped;
  }

  /** As {@link close}; but it throws a failure only if no other call has thrown it before. */
  async [Symbol.asyncDispose](): Promise<void> {
    const told = this.#told;
    await this.close().catch((error: unknown) => {
      if (!told) throw error;
    });
  }

  #tell(): void {
    this.#told = true;
    process.off('beforeExit', this.#report);
  }

  #startAll(): void {
    const { url, pools = {}, init, thread = {}, signal } = this.#options;
    const regions = Object.fromEntries(Object.entries(pools).map(([name, pool]) => [name, pool.region]));
    const { workers } = this.#distributor.limits;
    signal?.addEventListener('abort', this.#abort, { once: true });
    for (let worker = 0; worker < workers && this.#failure === undefined; worker++) {
      this.#waiting.add(worker);
      const setup = { region: this.#distributor.region, worker, pools: regions, init };
      try {
        this.#threads.push(
          new WorkerThread(url, setup, thread, {
            ready: () => this.#ready(worker),
            said: (words) => this.#said(worker, words),
            ended: (end) => this.#lost(worker, end),
          }),
        );
      } catch (error) {
        this.fail(new WorkerError('START_FAILED', `worker ${worker} could not be started: ${textOf(error)}`, { worker, cause: error }));
      }
    }
  }

  #ready(worker: number): void {
    this.#waiting.delete(worker);
    if (this.#waiting.size === 0) this.#started.resolve(undefined);
  }

  #said(worker: number, words: unknown): void {
    try {
      this.#options.onWords?.(worker, words);
    } catch (error) {
      this.fail(error);
    }
  }

  #lost(worker: number, end: ThreadEnd): void {
    if (this.#closing || this.#failure !== undefined) return;
    const loss = this.#loss(worker);
    if (loss === undefined && end.exitCode === 0) return;
    this.fail(failureOf(worker, end, this.#waiting.has(worker), loss));
  }

  /** What it held; undefined when the caller has closed the distributor itself, so that the end was due. */
  #loss(worker: number): WorkerLoss | undefined {
    try {
      return this.#distributor.workerLost(worker);
    } catch (error) {
      if (DistributorError.isInstance(error) && error.code === 'CLOSED') return undefined;
      throw error;
    }
  }

  #dismiss(): void {
    this.#options.signal?.removeEventListener('abort', this.#abort);
    for (const thread of this.#threads) thread.sayClose();
  }

  async #ended(): Promise<void> {
    const graceMs = this.#options.graceMs ?? 1000;
    await Promise.all(this.#threads.map((thread) => thread.endWithin(graceMs)));
  }
}

function failureOf(worker: number, { exitCode, thrown }: ThreadEnd, starting: boolean, loss: WorkerLoss | undefined): WorkerError {
  // With more than one packet under suspicion nobody knows which one it was in.
  const suspect = loss?.suspects.length === 1 ? loss.suspects[0] : undefined;
  const details = { worker, exitCode, tag: suspect?.tag, attempt: suspect?.attempt, ...(thrown ? { cause: thrown.error } : {}) };
  const place = suspect === undefined ? '' : ` in a packet of tag ${suspect.tag}`;
  const how = thrown ? textOf(thrown.error) : `its thread ended with exit code ${exitCode}`;
  if (starting) return new WorkerError('START_FAILED', `worker ${worker} did not start: ${how}`, details);
  if (thrown) return new WorkerError('WORKER_FAILED', `worker ${worker} failed${place}: ${how}`, details);
  return new WorkerError('WORKER_EXITED', `worker ${worker} ended${place} before the distributor was closed: ${how}`, details);
}

function textOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

// The high-level form: values in, results out, and an event loop that is never blocked. One asynchronous loop looks after
// the distributor whenever a worker has handed something back; everything else happens inside the callers' calls.
import { type Distributor, DistributorError } from '@dist/core';
import type { PayloadChains } from '../payload/payload-chains.ts';
import type { WorkerThreads } from '../threads/worker-threads.ts';
import type { Intake } from './intake.ts';
import type { Ledger } from './ledger.ts';
import type { Outlet } from './outlet.ts';
import type { Result } from './result.ts';
import { SignalPoint } from './signal-point.ts';
import type { TurnBudget } from './turn-budget.ts';
import type { ValueCounters } from './value-counters.ts';

const ACCEPTED: Promise<void> = Promise.resolve();

/** Options of `submit`. */
export interface SubmitOptions {
  /** Aborting it rejects the submit with its reason, as long as the value has not been accepted. */
  readonly signal?: AbortSignal;
}

/** What a {@link ValueDistributor} is made of. */
export interface ValueDistributorParts<In, Out> {
  readonly distributor: Distributor;
  readonly chains: PayloadChains;
  readonly threads: WorkerThreads;
  readonly ledger: Ledger;
  readonly turns: TurnBudget;
  readonly intake: Intake<In>;
  readonly outlet: Outlet<Out>;
  readonly tag: (value: In) => number;
}

/**
 * Hands values to worker threads: values with equal tags one after the other and in order, others in parallel.
 * Made by `createDistributor`. When a worker fails the run has ended, and every call throws that `WorkerError`.
 */
export class ValueDistributor<In, Out> {
  readonly #parts: ValueDistributorParts<In, Out>;
  /** The loop has something to do. */
  readonly #wake: SignalPoint = new SignalPoint();
  /** There are results, or there will be no more. */
  readonly #arrival: SignalPoint = new SignalPoint();
  /** Nothing is outstanding and nobody waits, or the run is over. */
  readonly #quiet: SignalPoint = new SignalPoint();
  #activity: Promise<void> | undefined;
  #reading = false;
  #ended = false;
  #closed = false;

  /** Use `createDistributor`. */
  constructor(parts: ValueDistributorParts<In, Out>) {
    this.#parts = parts;
    void this.#lookAfter();
  }

  /**
   * Submits a value; resolves when it has been accepted, which may mean waiting for room: await it, and the source is
   * held back. While the backlog of its tag is full, only submits of that tag wait. Submits of a tag are accepted in
   * the order of the calls. The value is encoded when it is accepted; until then it must not be changed.
   * @throws (rejects) WorkerError if the run has failed; DistributorError `CLOSED`, or `RETURNS_FULL` when all room is
   *   taken by results and nobody reads `results()`; RangeError for a value above `maxPayloadBytes` or a tag that is no
   *   uint32; whatever `tag` or the codec throws.
   */
  submit(value: In, options: SubmitOptions = {}): Promise<void> {
    const { intake, turns } = this.#parts;
    const { signal } = options;
    let tag;
    try {
      signal?.throwIfAborted();
      tag = this.#admit(value);
      if (intake.tryAccept(value, tag)) return turns.spend(1) ?? ACCEPTED;
    } catch (error) {
      return rejection(error);
    }
    const waiting = intake.wait(value, tag, signal);
    this.#wake.signal();
    return waiting;
  }

  /** Submits a value if it can be accepted now, without waiting; false if not. @throws as `submit` rejects. */
  trySubmit(value: In): boolean {
    return this.#parts.intake.tryAccept(value, this.#admit(value));
  }

  /**
   * The results, in the order of submission within each tag. Read them while you submit: results that are not taken
   * use up the capacity. The iteration ends after `end()` with the last result, and at `close()`; one that was left
   * early can be taken up again by another call.
   * @throws WorkerError if the run fails; TypeError when somebody else reads them already.
   */
  async *results(): AsyncGenerator<Result<Out>, undefined, undefined> {
    if (this.#reading) throw new TypeError('results() are read by somebody already: their order would be lost');
    this.#reading = true;
    try {
      for (;;) {
        this.#parts.threads.throwIfFailed();
        if (this.#closed) return;
        if (this.#take()) {
          const turn = this.#parts.turns.spend(1);
          if (turn === undefined) yield this.#decode();
          else await turn;
        } else {
          if (this.#finished) return;
          await this.#arrival.wait();
        }
      }
    } finally {
      this.#reading = false;
    }
  }

  /** Says that nothing more will be submitted: `results()` ends with the last result. Submits that wait are still accepted. */
  end(): void {
    this.#ended = true;
    this.#arrival.signal();
  }

  /**
   * Resolves when every submitted value has been handled; the results need not have been read.
   * @throws (rejects) WorkerError if the run fails; DistributorError `CLOSED`.
   */
  async flush(): Promise<void> {
    this.#requireOpen();
    if (this.#parts.distributor.poll() === 0 && this.#parts.intake.waiting === 0) return;
    this.#wake.signal();
    await this.#quiet.wait();
    this.#requireOpen();
  }

  /** A snapshot of all counters. */
  counters(): ValueCounters {
    const { distributor, intake, chains } = this.#parts;
    return { ...distributor.counters(), waiting: intake.waiting, freeBuffers: chains.pool.available };
  }

  /**
   * Ends the run: submits that wait are rejected, `results()` ends, handlers see their `signal` aborted and may finish
   * for `graceMs`, then all threads end. For nothing to be lost, `flush` and read the results first.
   * @returns how many accepted values have no result that was read.
   * @throws (rejects) WorkerError if the run has failed; all threads have ended then, too.
   */
  async close(): Promise<number> {
    const closing = this.#parts.threads.close();
    this.#stop();
    return (await closing) + this.#parts.outlet.taken;
  }

  /** As {@link close}; but it throws a failure only if no other call has thrown it before. */
  async [Symbol.asyncDispose](): Promise<void> {
    const closing = this.#parts.threads[Symbol.asyncDispose]();
    this.#stop();
    await closing;
  }

  /** For `createDistributor`: the run has failed. */
  failed(): void {
    const { intake, threads } = this.#parts;
    if (intake.waiting > 0) intake.refuseAll(threads.failure);
    this.#signalAll();
  }

  #stop(): void {
    this.#closed = true;
    this.#parts.intake.refuseAll(closedError());
    this.#signalAll();
  }

  #signalAll(): void {
    this.#wake.signal();
    this.#arrival.signal();
    this.#quiet.signal();
  }

  /** The tag of a value that may be submitted. */
  #admit(value: In): number {
    this.#requireOpen();
    if (this.#ended) throw new DistributorError('CLOSED', 'nothing can be submitted after end()');
    const tag = this.#parts.tag(value);
    if (tag >>> 0 !== tag) throw new RangeError(`a tag must be an integer from 0 to ${2 ** 32 - 1}, got ${String(tag)}`);
    return tag;
  }

  #requireOpen(): void {
    this.#parts.threads.throwIfFailed();
    if (this.#closed) throw closedError();
  }

  #take(): boolean {
    const { outlet, intake } = this.#parts;
    if (outlet.taken > 0) return true;
    const taken = outlet.take();
    // There is room again, and the buffers of the results before these are free.
    if (intake.waiting > 0) this.#wake.signal();
    return taken;
  }

  #decode(): Result<Out> {
    try {
      return this.#parts.outlet.next();
    } catch (error) {
      this.#parts.threads.fail(error);
      this.#parts.threads.throwIfFailed();
      throw error;
    }
  }

  /** Nothing more will come. */
  get #finished(): boolean {
    return this.#ended && this.#parts.intake.waiting === 0 && this.#parts.ledger.held === 0;
  }

  /** The loop: a look whenever a worker has done something or a caller asks for one. */
  async #lookAfter(): Promise<void> {
    const { threads, turns } = this.#parts;
    try {
      while (!this.#closed && !threads.hasFailed) {
        this.#look();
        const turn = turns.spend(1);
        if (turn !== undefined) await turn;
        else if (this.#listen()) await this.#wake.wait();
      }
    } catch (error) {
      threads.fail(error);
    }
  }

  /** Lets submits in, collects, and tells those who wait. */
  #look(): void {
    const { distributor, intake, ledger, turns } = this.#parts;
    intake.advance();
    // Last, so that nothing is collected afterwards that nobody is told of.
    const outstanding = distributor.poll();
    if (ledger.held > outstanding || this.#finished) this.#arrival.signal();
    if (outstanding > 0) return;
    if (intake.waiting === 0) {
      this.#quiet.signal();
    } else if (!this.#reading && !turns.spent) {
      const text = `all room is taken by ${ledger.held} results: read results() while submitting, or raise the capacity`;
      intake.refuseAll(new DistributorError('RETURNS_FULL', text));
      this.#quiet.signal();
    }
  }

  /** Has the loop woken by the workers; false if they have done something meanwhile. */
  #listen(): boolean {
    const activity = this.#parts.distributor.activity();
    if (activity === undefined) return false;
    if (activity !== this.#activity) {
      this.#activity = activity;
      void activity.then(() => {
        this.#wake.signal();
      });
    }
    return true;
  }
}

function closedError(): DistributorError {
  return new DistributorError('CLOSED', 'the distributor has been closed');
}

function rejection(error: unknown): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  reject(error);
  return promise;
}

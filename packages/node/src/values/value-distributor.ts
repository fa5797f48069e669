// The high-level form: values in, results out, and an event loop that is never blocked. What is here happens inside the
// callers' calls; everything else is the caretaker's.
import { type Distributor, DistributorError } from '@dist/core';
import type { PayloadChains } from '../payload/payload-chains.ts';
import type { WorkerThreads } from '../threads/worker-threads.ts';
import { Caretaker } from './caretaker.ts';
import type { Intake } from './intake.ts';
import type { Ledger } from './ledger.ts';
import type { Outlet } from './outlet.ts';
import type { Result } from './result.ts';
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
  readonly #caretaker: Caretaker;

  /** Use `createDistributor`. */
  constructor(parts: ValueDistributorParts<In, Out>) {
    this.#parts = parts;
    this.#caretaker = new Caretaker(parts);
    void this.#caretaker.run();
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
    this.#caretaker.wake();
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
    if (this.#caretaker.reading) throw new TypeError('results() are read by somebody already: their order would be lost');
    this.#caretaker.reading = true;
    try {
      for (;;) {
        this.#parts.threads.throwIfFailed();
        if (this.#caretaker.closed) return;
        if (this.#take()) {
          const turn = this.#parts.turns.spend(1);
          if (turn === undefined) yield this.#decode();
          else await turn;
        } else {
          if (this.#caretaker.finished) return;
          await this.#caretaker.arrival.wait();
        }
      }
    } finally {
      this.#caretaker.reading = false;
    }
  }

  /** Says that nothing more will be submitted: `results()` ends with the last result. Submits that wait are still accepted. */
  end(): void {
    this.#caretaker.ended = true;
    this.#caretaker.arrival.signal();
  }

  /**
   * Resolves when every submitted value has been handled; the results need not have been read.
   * @throws (rejects) WorkerError if the run fails; DistributorError `CLOSED`.
   */
  async flush(): Promise<void> {
    this.#requireOpen();
    if (this.#parts.distributor.poll() === 0 && this.#parts.intake.waiting === 0) return;
    this.#caretaker.wake();
    await this.#caretaker.quiet.wait();
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
    this.#caretaker.wakeAll();
  }

  #stop(): void {
    this.#caretaker.closed = true;
    this.#parts.intake.refuseAll(closedError());
    this.#caretaker.wakeAll();
  }

  /** The tag of a value that may be submitted. */
  #admit(value: In): number {
    this.#requireOpen();
    if (this.#caretaker.ended) throw new DistributorError('CLOSED', 'nothing can be submitted after end()');
    const tag = this.#parts.tag(value);
    if (tag >>> 0 !== tag) throw new RangeError(`a tag must be an integer from 0 to ${2 ** 32 - 1}, got ${String(tag)}`);
    return tag;
  }

  #requireOpen(): void {
    this.#parts.threads.throwIfFailed();
    if (this.#caretaker.closed) throw closedError();
  }

  #take(): boolean {
    const { outlet, intake } = this.#parts;
    if (outlet.taken > 0) return true;
    const taken = outlet.take();
    // There is room again, and the buffers of the results before these are free.
    if (intake.waiting > 0) this.#caretaker.wake();
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
}

function closedError(): DistributorError {
  return new DistributorError('CLOSED', 'the distributor has been closed');
}

function rejection(error: unknown): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  reject(error);
  return promise;
}

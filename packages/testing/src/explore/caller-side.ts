// The distributor's thread of an explored program: submits numbered packets, takes them back, decides about losses, and
// writes all of it into the history. A packet's handle is its number; a worker adds HANDLED to it as its result.
import { Distributor, type DistributorOptions, PacketBurst, type WorkerLoss } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { NO_WORKER } from '../history/history.ts';
import type { ThreadContext } from './program.ts';

/** What a worker adds to a handle, so that a lost result shows. */
export const HANDLED = 0x10000;

export class CallerSide {
  readonly context: ThreadContext;
  readonly distributor: Distributor;
  /** Packets taken back, or dropped by name. */
  settled = 0;
  submitted = 0;
  /** Threads that have ended and been dealt with, one bit each. */
  known = 0;
  readonly tags: readonly number[];
  readonly #into: PacketBurst;
  readonly #checkpoints: boolean;
  #calls = 0;

  /**
   * @param tags the tag of each packet, in order.
   * @param checkpoints whether each call begins with a checkpoint: then the code around keeps nothing from one call to the
   *   next, but for what stands in here.
   */
  constructor(context: ThreadContext, options: DistributorOptions, tags: readonly number[], checkpoints = false) {
    this.context = context;
    this.#checkpoints = checkpoints;
    this.tags = tags;
    this.#into = new PacketBurst(Math.max(1, tags.length));
    context.doing('create');
    this.distributor = Distributor.create({ ...options, memory: () => options.memory?.(0) ?? context.memory });
    context.share();
  }

  #begin(what: string): void {
    this.#calls++;
    if (this.#checkpoints) {
      clean(this.#into);
      this.context.checkpoint(what, this);
    }
    this.context.doing(what);
  }

  /** A burst of the next packets. */
  next(count: number): PacketBurst {
    const burst = new PacketBurst(Math.max(1, count));
    for (let i = 0; i < count && this.submitted < this.tags.length; i++) {
      const tag = this.tags[this.submitted]!;
      this.context.record(EventKind.SUBMITTED, this.submitted, tag, NO_WORKER);
      burst.push(tag, this.submitted++);
    }
    return burst;
  }

  /** Submits the next packets by `process`. */
  process(count: number): void {
    this.#begin('process');
    const burst = this.next(count);
    this.distributor.process(burst);
  }

  spin(done: () => boolean): void {
    const calls = this.#calls;
    do this.#calls = calls;
    while (!done());
  }

  /** Lives like an event loop until so many workers are there. */
  awaitWorkers(count: number): void {
    const calls = this.#calls;
    for (;;) {
      this.#calls = calls;
      this.#begin('await workers');
      this.distributor.poll();
      if (this.distributor.counters().workers >= count) return;
      const activity = this.distributor.activity();
      if (activity !== undefined) this.context.idle(activity, -1);
    }
  }

  flush(): number {
    this.#begin('flush');
    return this.distributor.flush();
  }

  poll(): number {
    this.#begin('poll');
    return this.distributor.poll();
  }

  /** Takes all that is there by `returnedPackets`; how many. */
  take(): number {
    this.#begin('take returned packets');
    const into = this.#into;
    // As large as all packets: one call takes all there are.
    const taken = this.distributor.returnedPackets(into);
    for (let i = 0; i < taken; i++) {
      const packet = into.handles[i]!;
      if (into.outcomes[i] === 0 && packet < HANDLED) throw new Error(`packet ${packet} came back without its result`);
      this.context.record(EventKind.RETURNED, packet % HANDLED, into.tags[i]!, NO_WORKER);
    }
    this.#into.clear();
    this.settled += taken;
    return taken;
  }

  clearReturns(): number {
    this.#begin('clear returns');
    const count = this.distributor.clearReturns();
    if (count > 0) this.context.record(EventKind.CLEARED, count, 0, NO_WORKER);
    this.settled += count;
    return count;
  }

  close(): number {
    this.#begin('close');
    const dropped = this.distributor.close();
    if (dropped > 0) this.context.record(EventKind.CLEARED, dropped, 0, NO_WORKER);
    return dropped;
  }

  /** A worker's thread has ended: says so, and has its suspects tried again or failed. */
  lost(worker: number, decide: 'retry' | 'fail'): WorkerLoss {
    const { context, distributor } = this;
    context.doing(`worker ${worker} lost`);
    context.record(EventKind.WORKER_LOST, 0, 0, worker);
    const loss = distributor.workerLost(worker);
    for (const { tag, handle } of loss.suspects) context.record(EventKind.SUSPECT, handle % HANDLED, tag, worker);
    const tried = new Set<number>();
    for (const suspect of loss.suspects) {
      const { tag, handle } = suspect;
      if (decide === 'fail') {
        context.record(EventKind.FAILED, handle % HANDLED, tag, NO_WORKER);
        distributor.fail(suspect);
        continue;
      }
      context.record(EventKind.RETRIED, handle % HANDLED, tag, NO_WORKER);
      if (!tried.has(tag)) for (const later of loss.suspects) if (later.tag === tag && later !== suspect) context.record(EventKind.RETRIED, later.handle % HANDLED, tag, NO_WORKER);
      if (!tried.has(tag)) distributor.retry(suspect);
      tried.add(tag);
    }
    return loss;
  }

  /**
   * Lives like an event loop until every submitted packet is settled: polls, takes, sees to the workers that ended, and
   * idles when there is nothing to do. Worker w is thread w + 1.
   */
  serve(workers: number, onEnd: (worker: number) => void): void {
    const { context, distributor } = this;
    const calls = this.#calls;
    for (;;) {
      this.#calls = calls;
      this.#begin('serve');
      for (let worker = 0; worker < workers; worker++) {
        const bit = 1 << (worker + 1);
        if ((this.known & bit) !== 0 || !context.hasEnded(worker + 1)) continue;
        this.known |= bit;
        onEnd(worker);
      }
      this.poll();
      this.take();
      if (this.settled === this.submitted) return;
      context.doing('idle');
      const activity = distributor.activity();
      if (activity !== undefined) context.idle(activity, this.known | 1);
    }
  }
}

/** Leaves nothing behind the packets that a burst holds. */
export function clean(burst: PacketBurst): void {
  burst.tags.fill(0, burst.count);
  burst.handles.fill(0, burst.count);
  burst.attempts.fill(0, burst.count);
  burst.outcomes.fill(0, burst.count);
}

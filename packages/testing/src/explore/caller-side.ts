// The distributor's thread of an explored program: submits numbered packets, takes them back, decides about losses, and
// writes all of it into the history. A packet's handle is its number; a worker adds HANDLED to it as its result.
import { Distributor, type DistributorOptions, type Memory, PacketBurst } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { NO_WORKER } from '../history/history.ts';
import type { ThreadContext } from './program.ts';

/** What a worker adds to a handle, so that a lost result shows. */
export const HANDLED = 0x10000;

/** Options of {@link CallerSide}. */
export interface CallerOptions {
  /** The distributor's own, its memory apart. */
  readonly limits: Omit<DistributorOptions, 'memory'>;
  /** The tag of each packet, in order. */
  readonly tags: readonly number[];
  /** Watches for workers that have died, and decides so about their suspects. Default: nobody dies. */
  readonly loss?: 'retry' | 'fail';
  /** A cell that is set to 1, and its waiters woken, when the slot of a worker that died is free again. */
  readonly freedCell?: number;
  /**
   * False: the distributor's waits end by a wake alone, whatever time it gives them, so that what nothing but a time-out mends is a
   * lost wake-up. Default true.
   */
  readonly timeOuts?: boolean;
  /** A cell that nobody changes, for `rest` to sleep on. Default: there are no rests. */
  readonly restCell?: number;
  /**
   * Each call begins with a checkpoint. Then the code around must keep nothing from one call to the next but what stands in
   * here. Default false.
   */
  readonly checkpoints?: boolean;
}

/**
 * The distributor's thread of an explored program: the first one. Worker w of the distributor is thread w + 1 of the program,
 * a {@link WorkerSide}. One instance a run.
 */
export class CallerSide {
  readonly context: ThreadContext;
  readonly distributor: Distributor;
  /** Packets submitted. */
  submitted = 0;
  /** Packets taken back or dropped. */
  settled = 0;
  readonly #options: CallerOptions;
  readonly #into: PacketBurst;
  /** Packets that `offer` could not place yet, oldest first. */
  readonly #refused: PacketBurst;
  /** Threads that have ended and been seen to, one bit each. */
  #seen = 0;
  /** Calls so far: where in the program this thread is. */
  #calls = 0;

  constructor(context: ThreadContext, options: CallerOptions) {
    this.context = context;
    this.#options = options;
    this.#into = new PacketBurst(Math.max(1, options.tags.length));
    this.#refused = new PacketBurst(Math.max(1, options.tags.length));
    context.doing('create');
    const memory = options.timeOuts === false ? withoutTimeOuts(context.memory) : context.memory;
    this.distributor = Distributor.create({ ...options.limits, memory: () => memory });
    context.share();
  }

  /** Submits the next packets by `process`, which may wait. */
  process(count: number): void {
    this.#begin('process');
    const burst = new PacketBurst(Math.max(1, count));
    const first = this.submitted;
    this.#submit(count, burst);
    this.distributor.process(burst);
    for (let packet = first; packet < this.submitted; packet++) this.#accepted(packet);
  }

  /** Submits the next packets by `tryProcess`, behind those that were refused before; how many were accepted. */
  offer(count: number): number {
    this.#begin('offer');
    this.#submit(count, this.#refused);
    return this.#offer();
  }

  /**
   * Its end is held against the distributor's own count, and against the history. There a packet counts as handed back just before its worker
   * hands it back: no flush that waits for that is blamed; one that ends in between shows in that `take` does not give all.
   */
  flush(): number {
    this.#begin('flush');
    this.context.record(EventKind.FLUSHING, 0, 0, NO_WORKER);
    const left = this.distributor.flush();
    const { outstanding } = this.distributor.counters();
    if (left !== outstanding) throw new Error(`flush said that ${left} packets are outstanding, and ${outstanding} are`);
    this.context.record(EventKind.FLUSHED, left, 0, NO_WORKER);
    return left;
  }

  /** What `flushAsync` does: polls, and idles on `activity` until nothing is outstanding. With checks as in `flush`. */
  flushByEvents(): number {
    this.#begin('flush by events');
    this.context.record(EventKind.FLUSHING, 0, 0, NO_WORKER);
    let left = 0;
    this.#again(() => {
      this.#begin('poll');
      this.#seeToTheEnded();
      this.distributor.poll();
      left = this.distributor.outstanding;
      if (left === 0) return true;
      this.#begin('idle');
      const activity = this.distributor.activity();
      if (activity !== undefined) this.context.idle(activity, this.#seen | 1);
      return false;
    });
    this.context.record(EventKind.FLUSHED, left, 0, NO_WORKER);
    return left;
  }

  poll(): number {
    this.#begin('poll');
    return this.distributor.poll();
  }

  /** Takes what has come back; how many. */
  take(): number {
    this.#begin('take returned packets');
    return this.#take();
  }

  /**
   * Looks again and again, offers again what was refused and takes what has come back, until that moves nothing and nobody else can go on; then
   * records the rest. It sleeps with a time-out, which expires when nobody else can act and not before: whoever asks has looked, found
   * nothing and fallen asleep. So who waits, who asks and who holds what follows from the state, and the history says the same in all
   * executions that come to it: a search that goes on from a state once has judged the rests of all of them.
   */
  rest(): void {
    this.#again(() => {
      this.#begin('rest');
      const seen = this.#seen;
      this.#sleep();
      this.#seeToTheEnded();
      if (this.#seen !== seen) return false;
      const before = this.#place();
      this.#offer();
      this.#take();
      this.distributor.poll();
      if (this.#place() !== before) return false;
      this.#sleep();
      this.#seeToTheEnded();
      if (this.#seen !== seen) return false;
      this.context.record(EventKind.RESTED, 1, 0, NO_WORKER);
      return true;
    });
  }

  #take(): number {
    const into = this.#into;
    const taken = this.distributor.returnedPackets(into);
    for (let i = 0; i < taken; i++) {
      const packet = into.handles[i]!;
      if (into.outcomes[i] === 0 && packet < HANDLED) throw new Error(`packet ${packet} came back without its result`);
      this.context.record(EventKind.RETURNED, packet % HANDLED, into.tags[i]!, NO_WORKER);
    }
    into.clear();
    this.settled += taken;
    return taken;
  }

  clearReturns(): number {
    this.#begin('clear returns');
    const count = this.distributor.clearReturns();
    this.#cleared(count);
    this.settled += count;
    return count;
  }

  close(): number {
    this.#begin('close');
    const dropped = this.distributor.close();
    this.#cleared(dropped);
    return dropped;
  }

  /** Looks again and again, without waiting, until so many workers are there or one has died. */
  awaitWorkers(count: number): void {
    this.#again(() => {
      this.#seeToTheEnded();
      this.poll();
      return this.distributor.counters().workers >= count || this.#seen !== 0;
    });
  }

  /** Looks again and again, without waiting, until every submitted packet is settled; sees to workers that have died. */
  spin(): void {
    this.#again(() => {
      this.#seeToTheEnded();
      this.take();
      return this.settled === this.submitted;
    });
  }

  /** Lives like an event loop until every submitted packet is settled: idles on `activity` when there is nothing to do. */
  serve(): void {
    this.#again(() => {
      this.#begin('serve');
      this.#seeToTheEnded();
      this.take();
      if (this.settled === this.submitted) return true;
      this.#begin('idle');
      const activity = this.distributor.activity();
      if (activity !== undefined) this.context.idle(activity, this.#seen | 1);
      return false;
    });
  }

  #submit(count: number, burst: PacketBurst): void {
    for (let left = count; left > 0 && this.submitted < this.#options.tags.length; left--, this.submitted++) {
      const tag = this.#options.tags[this.submitted]!;
      this.context.record(EventKind.SUBMITTED, this.submitted, tag, NO_WORKER);
      burst.push(tag, this.submitted);
    }
  }

  #offer(): number {
    const refused = this.#refused;
    if (refused.count === 0) return 0;
    const offered = Array.from(refused.handles.subarray(0, refused.count));
    const accepted = this.distributor.tryProcess(refused);
    const left = new Set(refused.handles.subarray(0, refused.count));
    for (const packet of offered) if (!left.has(packet)) this.#accepted(packet);
    return accepted;
  }

  #accepted(packet: number): void {
    this.context.record(EventKind.ACCEPTED, packet, this.#options.tags[packet]!, NO_WORKER);
  }

  /** Until nobody else can go on. */
  #sleep(): void {
    const { restCell } = this.#options;
    if (restCell === undefined) throw new RangeError('a rest needs a cell: say which by restCell');
    this.context.doing('wait until nobody else can go on');
    this.context.cells.wait(restCell, 0, 1);
    this.context.doing('rest');
  }

  /** Where packets are, to see that a look has moved none. */
  #place(): string {
    const { accepted, returned, taken, inFlight, backlog, takenBack, handshakes, workers } = this.distributor.counters();
    return [accepted, returned, taken, inFlight, backlog, takenBack, handshakes, workers].join();
  }

  #cleared(count: number): void {
    if (count > 0) this.context.record(EventKind.CLEARED, count, 0, NO_WORKER);
  }

  #seeToTheEnded(): void {
    if (this.#options.loss === undefined) return;
    for (let worker = 0; worker < this.#options.limits.workers; worker++) {
      const bit = 2 << worker;
      if ((this.#seen & bit) !== 0 || !this.context.hasEnded(worker + 1)) continue;
      this.#seen |= bit;
      this.#lost(worker);
    }
  }

  #lost(worker: number): void {
    const { context, distributor } = this;
    this.#begin(`worker ${worker} lost`);
    context.record(EventKind.WORKER_LOST, 0, 0, worker);
    const { suspects } = distributor.workerLost(worker);
    for (const { tag, handle } of suspects) context.record(EventKind.SUSPECT, handle % HANDLED, tag, worker);
    const fails = this.#options.loss === 'fail';
    for (const { tag, handle } of suspects) context.record(fails ? EventKind.FAILED : EventKind.RETRIED, handle % HANDLED, tag, NO_WORKER);
    for (const suspect of suspects) {
      if (fails) distributor.fail(suspect);
      // A retry is for all suspects of the tag.
      else if (suspects.find(({ tag }) => tag === suspect.tag) === suspect) distributor.retry(suspect);
    }
    if (this.#options.freedCell === undefined) return;
    context.cells.store(this.#options.freedCell, 1);
    context.cells.notify(this.#options.freedCell, 1);
  }

  /** A round that leaves the thread where it was in the program, whatever it called. */
  #again(round: () => boolean): void {
    const calls = this.#calls;
    do this.#calls = calls;
    while (!round());
  }

  #begin(what: string): void {
    this.#calls++;
    if (this.#options.checkpoints === true) {
      clean(this.#into);
      clean(this.#refused);
      this.context.checkpoint(what, this);
    }
    this.context.doing(what);
  }
}

function withoutTimeOuts(memory: Memory): Memory {
  return {
    ...memory,
    wait: (index, value) => {
      memory.wait(index, value, Infinity);
    },
    waitAsync: (index, value) => memory.waitAsync(index, value),
  };
}

/** Leaves nothing behind the packets that a burst holds. */
export function clean(burst: PacketBurst): void {
  burst.tags.fill(0, burst.count);
  burst.handles.fill(0, burst.count);
  burst.attempts.fill(0, burst.count);
  burst.outcomes.fill(0, burst.count);
}

// The distributor's thread of an explored program: submits numbered packets, takes them back, decides about losses, and
// writes all of it into the history.
import { Distributor, type Memory, PacketBurst } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { NO_WORKER } from '../history/history.ts';
import type { CallerOptions } from './caller-options.ts';
import { EndedWorkers } from './ended-workers.ts';
import { HANDLED, clean } from './numbered-packets.ts';
import type { ThreadContext } from './program.ts';
import { Submissions } from './submissions.ts';

/**
 * The distributor's thread of an explored program: the first one. Worker w of the distributor is thread w + 1 of the program,
 * a {@link WorkerSide}. One instance a run.
 */
export class CallerSide {
  readonly context: ThreadContext;
  readonly distributor: Distributor;
  /** Packets taken back or dropped. */
  settled = 0;
  readonly #options: CallerOptions;
  readonly #into: PacketBurst;
  readonly #submissions: Submissions;
  readonly #ended: EndedWorkers;
  /** Calls so far: where in the program this thread is. */
  #calls = 0;

  constructor(context: ThreadContext, options: CallerOptions) {
    this.context = context;
    this.#options = options;
    this.#into = new PacketBurst(Math.max(1, options.tags.length));
    context.doing('create');
    const memory = options.timeOuts === false ? withoutTimeOuts(context.memory) : context.memory;
    this.distributor = Distributor.create({ ...options.limits, memory: () => memory });
    this.#submissions = new Submissions(context, this.distributor, options.tags);
    this.#ended = new EndedWorkers(context, this.distributor, options);
    context.share();
  }

  /** Packets submitted. */
  get submitted(): number {
    return this.#submissions.count;
  }

  /** Submits the next packets by `process`, which may wait. */
  process(count: number): void {
    this.#begin('process');
    this.#submissions.process(count);
  }

  /** Submits the next packets by `tryProcess`, behind those that were refused before; how many were accepted. */
  offer(count: number): number {
    this.#begin('offer');
    return this.#submissions.offer(count);
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
      if (activity !== undefined) this.context.idle(activity, this.#ended.seen | 1);
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
      this.#sleep();
      if (this.#seeToTheEnded() > 0) return false;
      const before = this.#place();
      this.#submissions.offer(0);
      this.#take();
      this.distributor.poll();
      if (this.#place() !== before) return false;
      this.#sleep();
      if (this.#seeToTheEnded() > 0) return false;
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
      return this.distributor.counters().workers >= count || this.#ended.seen !== 0;
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
      if (activity !== undefined) this.context.idle(activity, this.#ended.seen | 1);
      return false;
    });
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

  #seeToTheEnded(): number {
    return this.#ended.seeTo((what) => {
      this.#begin(what);
    });
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
      this.#submissions.clean();
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

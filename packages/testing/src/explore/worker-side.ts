// A worker's thread of an explored program. Its handler notes in a cell how far a tag has come, by a plain read and a plain
// write: two handlers of one tag that are not ordered are a race, whatever the schedule; a step back is a broken order.
import { DistributorWorker, NOTHING_YET, PacketBurst, type WorkerOptions } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { HANDLED, clean } from './numbered-packets.ts';
import type { ThreadContext } from './program.ts';

/** Options of {@link WorkerSide}. */
export interface WorkerSideOptions extends WorkerOptions {
  /** The slot. */
  readonly slot: number;
  /** The tag of each packet: below the number of the program's cells. */
  readonly tags: readonly number[];
  /** Packets of a burst. */
  readonly burst: number;
  /** It says which packet it is in, by `starting`. Default false. */
  readonly notes?: boolean;
  /** The handler of this packet ends when somebody has set the cell to 1 and woken its waiters. Default: none gets stuck. */
  readonly stuck?: { readonly packet: number; readonly cell: number };
  /** It waits as an event loop does, on `arrival()`, and not in `getPackets`. Default false. */
  readonly eventLoop?: boolean;
  /** `serve` begins with a checkpoint: then the code around keeps nothing from one call to the next. Default false. */
  readonly checkpoints?: boolean;
}

/** All threads that a program can have: it need not be told of the end of any. */
const EVERYBODY = 0xff;

/** A worker of an explored program, see the head of this file. One instance a thread and run. */
export class WorkerSide {
  readonly context: ThreadContext;
  readonly worker: DistributorWorker;
  readonly burst: PacketBurst;
  readonly #options: WorkerSideOptions;

  constructor(context: ThreadContext, options: WorkerSideOptions) {
    this.context = context;
    this.#options = options;
    context.doing('attach');
    this.worker = DistributorWorker.attach(context.memory, options.slot, options);
    this.burst = new PacketBurst(options.burst);
  }

  /** Hands back, asks, waits, and handles what it gets; false when the distributor is closed. */
  serve(): boolean {
    this.#checkpoint('serve');
    const { context, worker, burst } = this;
    context.doing('get packets');
    context.record(EventKind.ASKED, 0, 0, worker.worker);
    if ((this.#options.eventLoop === true ? this.#await() : worker.getPackets(burst, burst)) === 0) return false;
    for (let i = 0; i < burst.count; i++) context.record(EventKind.CLAIMED, burst.handles[i]! % HANDLED, burst.tags[i]!, worker.worker);
    this.#handle();
    return true;
  }

  /** What `getPacketsAsync` does: asks, and idles while nothing has come. Only packets or a close end it, nobody's death. */
  #await(): number {
    const { context, worker, burst } = this;
    worker.requestPackets(burst);
    for (;;) {
      const count = worker.pollPackets(burst);
      if (count !== NOTHING_YET) return count;
      this.#checkpoint('idle');
      const arrival = worker.arrival();
      if (arrival !== undefined) context.idle(arrival, EVERYBODY);
    }
  }

  /** Hands back and leaves. */
  leave(): void {
    this.#checkpoint('leave');
    this.context.doing('return packets and leave');
    this.context.record(EventKind.LEFT, 0, 0, this.worker.worker);
    this.worker.returnPackets(this.burst);
  }

  #handle(): void {
    const { context, worker, burst } = this;
    context.doing(`handle ${burst.count} packets`);
    for (let i = 0; i < burst.count; i++) {
      const tag = burst.tags[i]!;
      const packet = burst.handles[i]! % HANDLED;
      if (this.#options.notes === true) worker.starting(i);
      context.record(EventKind.STARTED, packet, tag, worker.worker);
      this.#sticksIn(packet);
      const before = context.cells.read(tag);
      const place = this.#placeOf(packet);
      // Of a worker that died, packets are tried again that it may have handled.
      if (before > place && burst.attempts[i] === 1) throw new Error(`packet ${packet} is number ${place} of tag ${tag}, and number ${before - 1} was handled before it`);
      context.cells.write(tag, place + 1);
      burst.handles[i] = packet + HANDLED;
      context.record(EventKind.FINISHED, packet, tag, worker.worker);
    }
    for (let i = 0; i < burst.count; i++) context.record(EventKind.HANDED_BACK, burst.handles[i]! % HANDLED, burst.tags[i]!, worker.worker);
  }

  #sticksIn(packet: number): void {
    const { stuck } = this.#options;
    if (stuck?.packet !== packet) return;
    this.context.doing(`stuck in packet ${packet}`);
    this.context.cells.wait(stuck.cell, 0, Infinity);
  }

  #checkpoint(where: string): void {
    if (this.#options.checkpoints !== true) return;
    clean(this.burst);
    this.context.checkpoint(where, this);
  }

  /** How many packets of the same tag came before it. */
  #placeOf(packet: number): number {
    const { tags } = this.#options;
    return tags.slice(0, packet).filter((tag) => tag === tags[packet]).length;
  }
}

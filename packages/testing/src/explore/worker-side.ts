// A worker's thread of an explored program. Its handler notes in a cell how far a tag has come, by a plain read and a plain
// write: two handlers of one tag that are not ordered are a race, whatever the schedule; a step back is a broken order.
import { DistributorWorker, type Memory, PacketBurst, type WorkerOptions } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { HANDLED, clean } from './caller-side.ts';
import type { ThreadContext } from './program.ts';

export class WorkerSide {
  readonly context: ThreadContext;
  readonly worker: DistributorWorker;
  readonly burst: PacketBurst;
  readonly #tags: readonly number[];
  readonly #notes: boolean;
  readonly #checkpoints: boolean;

  /**
   * @param tags the tag of each packet.
   * @param notes whether it says which packet it is in.
   * @param checkpoints whether `serve` begins with a checkpoint: then the code around keeps nothing.
   */
  constructor(
    context: ThreadContext,
    slot: number,
    options: WorkerOptions & { readonly memory?: Memory },
    tags: readonly number[],
    burst: number,
    notes = false,
    checkpoints = false,
  ) {
    this.#checkpoints = checkpoints;
    this.context = context;
    this.#tags = tags;
    this.#notes = notes;
    context.doing('attach');
    this.worker = DistributorWorker.attach(options.memory ?? context.memory, slot, options);
    this.burst = new PacketBurst(burst);
  }

  /** Hands back, asks, waits, and handles what it gets; false when the distributor is closed. */
  serve(): boolean {
    if (this.#checkpoints) {
      clean(this.burst);
      this.context.checkpoint('serve', this);
    }
    this.context.doing('get packets');
    if (this.worker.getPackets(this.burst, this.burst) === 0) return false;
    this.handle();
    return true;
  }

  /** Handles all packets of the burst. */
  handle(): void {
    const { context, worker, burst } = this;
    context.doing(`handle ${burst.count} packets`);
    for (let i = 0; i < burst.count; i++) {
      const tag = burst.tags[i]!;
      const packet = burst.handles[i]! % HANDLED;
      if (this.#notes) worker.starting(i);
      context.record(EventKind.STARTED, packet, tag, worker.worker);
      const before = context.cells.read(tag);
      const place = this.#placeOf(packet);
      // Of a worker that died, packets are tried again that it may have handled.
      if (before > place && burst.attempts[i] === 1) throw new Error(`packet ${packet} is number ${place} of tag ${tag}, but number ${before - 1} was handled before`);
      context.cells.write(tag, place + 1);
      burst.handles[i] = packet + HANDLED;
      context.record(EventKind.FINISHED, packet, tag, worker.worker);
    }
    for (let i = 0; i < burst.count; i++) context.record(EventKind.HANDED_BACK, burst.handles[i]! % HANDLED, burst.tags[i]!, worker.worker);
  }

  /** How many packets of the same tag came before it. */
  #placeOf(packet: number): number {
    return this.#tags.slice(0, packet).filter((tag) => tag === this.#tags[packet]).length;
  }
}

// The packets of an explored distributor on their way in: `CallerSide` submits by it.
import { type Distributor, PacketBurst } from '@dist/core';
import { EventKind } from '../history/event-kind.ts';
import { NO_WORKER } from '../history/history.ts';
import { clean } from './numbered-packets.ts';
import type { ThreadContext } from './program.ts';

/** Submits the packets of an explored distributor in order, and says in the history which were accepted. */
export class Submissions {
  /** Packets submitted. */
  count = 0;
  readonly #context: ThreadContext;
  readonly #distributor: Distributor;
  readonly #tags: readonly number[];
  /** Packets that `offer` could not place yet, oldest first. */
  readonly #refused: PacketBurst;

  constructor(context: ThreadContext, distributor: Distributor, tags: readonly number[]) {
    this.#context = context;
    this.#distributor = distributor;
    this.#tags = tags;
    this.#refused = new PacketBurst(Math.max(1, tags.length));
  }

  /** The next ones by `process`, which may wait. */
  process(count: number): void {
    const burst = new PacketBurst(Math.max(1, count));
    const first = this.count;
    this.#submit(count, burst);
    this.#distributor.process(burst);
    for (let packet = first; packet < this.count; packet++) this.#accepted(packet);
  }

  /** The next ones by `tryProcess`, behind those that were refused before; how many were accepted. */
  offer(count: number): number {
    const refused = this.#refused;
    this.#submit(count, refused);
    if (refused.count === 0) return 0;
    const offered = Array.from(refused.handles.subarray(0, refused.count));
    const accepted = this.#distributor.tryProcess(refused);
    const left = new Set(refused.handles.subarray(0, refused.count));
    for (const packet of offered) if (!left.has(packet)) this.#accepted(packet);
    return accepted;
  }

  /** For a checkpoint. */
  clean(): void {
    clean(this.#refused);
  }

  #submit(count: number, burst: PacketBurst): void {
    for (let left = count; left > 0 && this.count < this.#tags.length; left--, this.count++) {
      const tag = this.#tags[this.count]!;
      this.#context.record(EventKind.SUBMITTED, this.count, tag, NO_WORKER);
      burst.push(tag, this.count);
    }
  }

  #accepted(packet: number): void {
    this.#context.record(EventKind.ACCEPTED, packet, this.#tags[packet]!, NO_WORKER);
  }
}

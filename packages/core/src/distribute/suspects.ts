// Packets of lost workers that wait for the caller's decision, by tag and oldest first.
import { DistributorError } from '../errors/distributor-error.ts';
import { FAILED, MAX_ATTEMPTS } from '../packet-burst.ts';
import { attemptOf, markOf } from '../slot/mark.ts';
import type { Dispatcher } from './dispatcher.ts';
import type { HeldPacket } from './lost-lane.ts';
import type { Suspect, WorkerLoss } from './worker-loss.ts';

interface Undecided {
  readonly suspect: Suspect;
  readonly packet: HeldPacket;
}

export class Suspects {
  readonly #dispatcher: Dispatcher;
  readonly #tags = new Map<number, Undecided[]>();
  #count = 0;

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Packets that wait for a decision. */
  get count(): number {
    return this.#count;
  }

  /** Splits what a worker held, and keeps what is under suspicion. */
  take(worker: number): WorkerLoss {
    const { finished, requeued, held } = this.#dispatcher.lose(worker);
    this.#count += held.length;
    const suspects = held.map((packet) => {
      const { tag, handle, mark } = packet;
      const suspect: Suspect = { tag: tag >>> 0, handle, attempt: attemptOf(mark), worker };
      const others = this.#tags.get(suspect.tag);
      if (others) others.push({ suspect, packet });
      else this.#tags.set(suspect.tag, [{ suspect, packet }]);
      return suspect;
    });
    return { worker, finished, requeued, suspects };
  }

  /** The suspect and all later ones of its tag go to the front of the backlog, in order. */
  retry(suspect: Suspect): void {
    const undecided = this.#ofTag(suspect);
    for (const { packet } of undecided.toReversed()) {
      const { record, handle, mark } = packet;
      const attempt = Math.min(attemptOf(mark) + 1, MAX_ATTEMPTS);
      this.#dispatcher.flows.backlog.prepend(record, handle, markOf(attempt, 0));
      this.#settle(record);
    }
    this.#tags.delete(suspect.tag);
  }

  fail(suspect: Suspect): void {
    const undecided = this.#ofTag(suspect);
    const [oldest] = undecided.splice(0, 1);
    if (undecided.length === 0) this.#tags.delete(suspect.tag);
    const { record, tag, handle, mark } = oldest!.packet;
    this.#dispatcher.returned.push(tag, handle, markOf(attemptOf(mark), FAILED));
    this.#dispatcher.outstanding--;
    this.#settle(record);
  }

  #settle(record: number): void {
    this.#count--;
    this.#dispatcher.events++;
    this.#dispatcher.flows.settle(record);
  }

  /** The undecided packets of the suspect's tag, of which it must be the oldest. */
  #ofTag(suspect: Suspect): Undecided[] {
    const undecided = this.#tags.get(suspect.tag);
    if (undecided?.[0]?.suspect === suspect) return undecided;
    throw new DistributorError(
      'NOT_A_SUSPECT',
      `the packet of tag ${suspect.tag}, handle ${suspect.handle}, is decided already, or an older one of its tag is not`,
    );
  }
}

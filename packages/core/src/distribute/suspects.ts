// Packets of lost workers that wait for the caller's decision, by flow and oldest first.
import { DistributorError } from '../errors/distributor-error.ts';
import type { Dispatcher, HeldPacket } from './dispatcher.ts';
import type { Suspect, WorkerLoss } from './worker-loss.ts';

interface Undecided {
  readonly suspect: Suspect;
  readonly packet: HeldPacket;
}

export class Suspects {
  readonly #dispatcher: Dispatcher;
  readonly #flows = new Map<number, Undecided[]>();

  constructor(dispatcher: Dispatcher) {
    this.#dispatcher = dispatcher;
  }

  /** Splits what a worker held, and keeps what is under suspicion. */
  take(worker: number): WorkerLoss {
    const { finished, requeued, held } = this.#dispatcher.lose(worker);
    const suspects = held.map((packet) => {
      const suspect: Suspect = { tag: packet.tag, handle: packet.handle, attempt: packet.attempt, worker };
      const flow = this.#flows.get(packet.tag);
      if (flow) flow.push({ suspect, packet });
      else this.#flows.set(packet.tag, [{ suspect, packet }]);
      return suspect;
    });
    return { worker, finished, requeued, suspects };
  }

  retry(suspect: Suspect): void {
    const flow = this.#oldest(suspect);
    this.#flows.delete(suspect.tag);
    this.#dispatcher.retry(flow.map(({ packet }) => packet));
  }

  fail(suspect: Suspect): void {
    const flow = this.#oldest(suspect);
    const [oldest] = flow.splice(0, 1);
    if (flow.length === 0) this.#flows.delete(suspect.tag);
    if (oldest) this.#dispatcher.fail(oldest.packet);
  }

  #oldest(suspect: Suspect): Undecided[] {
    const flow = this.#flows.get(suspect.tag);
    if (flow?.[0]?.suspect === suspect) return flow;
    throw new DistributorError(
      'NOT_A_SUSPECT',
      `the packet of tag ${suspect.tag}, handle ${suspect.handle}, is decided already, or an older one of its tag is not`,
    );
  }
}

// The ordering checker for a run in which one thread plays the caller and all workers: what happens stands in one history, in order.
import { History, checkHistory, describeVerdict } from '@dist/testing';
import type { Verification } from './variant.ts';

/** Packets that came or went together: the first `count` of both. */
export interface Packets {
  readonly tags: ArrayLike<number>;
  readonly handles: ArrayLike<number>;
  readonly count: number;
}

/** Handles are the packets' numbers. */
export class OneThreadEvidence {
  readonly #history = new History();

  submitted(packet: number, tag: number): void {
    this.#history.submitted(packet, tag >>> 0);
  }

  /** A worker has taken these and goes through them, one after the other. */
  handled(worker: number, { tags, handles, count }: Packets): void {
    for (let i = 0; i < count; i++) {
      this.#history.started(handles[i]!, tags[i]! >>> 0, worker);
      this.#history.finished(handles[i]!, tags[i]! >>> 0, worker);
    }
  }

  /** Before the call that hands them back: until then their tags are its own. */
  handedBack(worker: number, { tags, handles, count }: Packets): void {
    for (let i = 0; i < count; i++) this.#history.handedBack(handles[i]!, tags[i]! >>> 0, worker);
  }

  returned({ tags, handles }: Packets, count: number): void {
    for (let i = 0; i < count; i++) this.#history.returned(handles[i]!, tags[i]! >>> 0);
  }

  /** When all packets are back. */
  verify(): Verification {
    const verdict = checkHistory(this.#history);
    return { kept: verdict.kept, text: describeVerdict(verdict, 1) };
  }
}

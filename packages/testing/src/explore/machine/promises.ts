// The promises of `waitAsync`, from the machine's side: watched words, and which are resolved, in which order.
import type { MachineWords } from './machine-words.ts';
import { PLACES, askedPlaceOf, isTimed, pendingOf, resolvedAt } from './promise-places.ts';
import type { Waiters } from './waiters.ts';

export class Promises {
  readonly #at: MachineWords;
  readonly #waiters: Waiters;

  constructor(at: MachineWords, waiters: Waiters) {
    this.#at = at;
    this.#waiters = waiters;
  }

  /** A promise begins to wait. @param other of the operation that asked for it. */
  watch(thread: number, other: number, word: number): void {
    const place = askedPlaceOf(other);
    const { ledger, words, asyncTurn, asyncWord, asyncValue, timed } = this.#at;
    const promise = thread * PLACES + place;
    ledger.set(asyncTurn + promise, this.#waiters.nextTurn(word));
    ledger.set(asyncWord + promise, word);
    ledger.set(asyncValue + promise, words[word]!);
    if (isTimed(other)) ledger.set(timed + thread, place + 1);
  }

  /** It waits no more. */
  forget(thread: number, place: number): void {
    const { ledger, words, asyncTurn, asyncWord, timed } = this.#at;
    const promise = thread * PLACES + place;
    if (words[timed + thread] === place + 1) ledger.set(timed + thread, 0);
    ledger.set(asyncWord + promise, -1);
    ledger.set(asyncTurn + promise, 0);
  }

  /** A notify, or its time-out, resolves it, after those of the thread that are resolved. */
  resolve(thread: number, place: number, late: boolean): void {
    const { ledger, words, resolved } = this.#at;
    this.forget(thread, place);
    let last = 0;
    for (let other = 0; other < PLACES; other++) last = Math.max(last, words[resolved + thread * PLACES + other]! >> 1);
    ledger.set(resolved + thread * PLACES + place, (last + 1) * 2 + (late ? 1 : 0));
  }

  /** Gives an idle thread the promise that was resolved first; the result of its idle, 0 when there is none. */
  deliver(thread: number, idlesOn: number): number {
    const { ledger, words, resolved } = this.#at;
    let result = 0;
    for (let place = 0; place < PLACES; place++) {
      const promise = resolved + thread * PLACES + place;
      const due = words[promise]!;
      if (due === 0 || (pendingOf(idlesOn) & (1 << place)) === 0) continue;
      const first = due >> 1 === 1;
      ledger.set(promise, first ? 0 : due - 2);
      if (first) result = resolvedAt(place, (due & 1) === 1);
    }
    return result;
  }
}

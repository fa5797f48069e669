// The way in: from a submitted value to an accepted packet. What finds no room waits here, in order per tag.
import { type Distributor, EXHAUSTED, type PacketBurst } from '@dist/core';
import type { PayloadChains } from '../payload/payload-chains.ts';
import type { ValueWriter } from '../payload/value-writer.ts';
import type { Ledger } from './ledger.ts';
import type { TurnBudget } from './turn-budget.ts';
import { type Attempt, type WaitingSubmit, WaitingSubmits } from './waiting-submits.ts';

export class Intake<In> {
  readonly #distributor: Distributor;
  readonly #chains: PayloadChains;
  readonly #writer: ValueWriter<In>;
  readonly #ledger: Ledger;
  readonly #turns: TurnBudget;
  readonly #waiting: WaitingSubmits<In> = new WaitingSubmits<In>();
  readonly #one: PacketBurst;
  /** No room for any tag when it was last tried: then everybody waits, so that nobody is overtaken for ever. */
  #full = false;

  constructor(distributor: Distributor, chains: PayloadChains, writer: ValueWriter<In>, ledger: Ledger, turns: TurnBudget) {
    this.#distributor = distributor;
    this.#one = distributor.createBurst(1);
    this.#chains = chains;
    this.#writer = writer;
    this.#ledger = ledger;
    this.#turns = turns;
  }

  /** Submits that wait. */
  get waiting(): number {
    return this.#waiting.size;
  }

  /** Has a value accepted now, if there is room and nobody waits before it. @throws what the codec throws. */
  tryAccept(value: In, tag: number): boolean {
    if (this.#full || this.#ledger.room === 0 || this.#waiting.has(tag)) return false;
    const handle = this.#writer.write(value);
    if (handle === EXHAUSTED) return false;
    if (this.#process(tag, handle)) return true;
    this.#chains.release(handle);
    return false;
  }

  /** Resolves when the value has been accepted, behind those of its tag that wait. */
  wait(value: In, tag: number, signal: AbortSignal | undefined): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const submit: WaitingSubmit<In> = { value, tag, handle: undefined, accepted: resolve, rejected: reject };
    this.#waiting.add(submit);
    return signal === undefined ? promise : this.#unlessAborted(submit, promise, signal);
  }

  /** Lets in those that wait, as far as there is room; stops when the event loop is due a turn. */
  advance(): void {
    this.#full = !this.#waiting.advance(this.#attempt);
  }

  /** Turns away all that wait. */
  refuseAll(error: unknown): void {
    for (const submit of this.#waiting.removeAll()) this.#refuse(submit, error);
    this.#full = false;
  }

  async #unlessAborted(submit: WaitingSubmit<In>, promise: Promise<undefined>, signal: AbortSignal): Promise<void> {
    const abort = (): void => {
      if (!this.#waiting.remove(submit)) return;
      if (this.#waiting.size === 0) this.#full = false;
      this.#refuse(submit, signal.reason);
    };
    signal.addEventListener('abort', abort, { once: true });
    try {
      await promise;
    } finally {
      signal.removeEventListener('abort', abort);
    }
  }

  #refuse(submit: WaitingSubmit<In>, error: unknown): void {
    if (submit.handle !== undefined) this.#chains.release(submit.handle);
    submit.rejected(error);
  }

  readonly #attempt = (submit: WaitingSubmit<In>): Attempt => {
    if (this.#turns.spent || this.#ledger.room === 0) return 'all full';
    try {
      submit.handle ??= this.#writer.write(submit.value);
    } catch (error) {
      submit.rejected(error);
      return 'rejected';
    }
    if (submit.handle === EXHAUSTED) {
      submit.handle = undefined;
      return 'all full';
    }
    if (!this.#process(submit.tag, submit.handle)) return 'tag full';
    void this.#turns.spend(1);
    submit.accepted(undefined);
    return 'accepted';
  };

  #process(tag: number, handle: number): boolean {
    const one = this.#one;
    one.clear();
    one.push(tag, handle);
    const accepted = this.#distributor.tryProcess(one);
    this.#ledger.accepted += accepted;
    return accepted === 1;
  }
}

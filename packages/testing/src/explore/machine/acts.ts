// Carries out one act of one actor: a step of a thread, a death, an early wake.
import type { Contested } from '../races/contested.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { MachineWords } from './machine-words.ts';
import { Operation } from './operation.ts';
import type { Progress } from './progress.ts';
import { PLACES, resolvedAt, timedOf } from './promise-places.ts';
import { Promises } from './promises.ts';
import { ThreadState } from './thread-state.ts';
import { type Waiters, promiseOf, threadOf } from './waiters.ts';

export class Acts {
  readonly #at: MachineWords;
  readonly #actors: Actors;
  readonly #waiters: Waiters;
  readonly #runners: readonly ThreadRunner[];
  readonly #progress: Progress;
  readonly #contested: Contested | undefined;
  readonly #promises: Promises;

  constructor(at: MachineWords, actors: Actors, waiters: Waiters, runners: readonly ThreadRunner[], progress: Progress, contested: Contested | undefined) {
    this.#at = at;
    this.#actors = actors;
    this.#waiters = waiters;
    this.#runners = runners;
    this.#progress = progress;
    this.#contested = contested;
    this.#promises = new Promises(at, waiters);
  }

  /** @param event a number for it, from 1. @param expires the act is the expiry of a time-out. */
  act(actor: number, event: number, expires: boolean): void {
    const { ledger, words, shared, state, wokenBy } = this.#at;
    if (this.#contested !== undefined) this.#contested.shared = words[shared] === 1;
    if (actor >= this.#actors.threads) {
      this.#interfere(actor - this.#actors.threads, event);
      return;
    }
    if (words[state + actor] === ThreadState.DYING) {
      this.#die(actor);
      return;
    }
    ledger.set(wokenBy + actor, 0);
    if (expires) this.#expire(actor);
    else this.#step(actor, event);
  }

  #step(thread: number, event: number): void {
    const { ledger, words, shared, node: nodes } = this.#at;
    const progress = this.#progress;
    const { tree } = this.#runners[thread]!;
    const node = words[nodes + thread]!;
    const word = tree.index[node]!;
    const value = tree.value[node]!;
    let result = 0;
    switch (tree.operation[node]!) {
      case Operation.START:
        if (thread > 0) progress.atomic(thread, shared, true, false);
        break;
      case Operation.SHARE:
        progress.atomic(thread, shared, false, true);
        ledger.set(shared, 1);
        if (this.#contested !== undefined) this.#contested.shared = true;
        break;
      case Operation.LOAD:
        progress.atomic(thread, word, true, false);
        result = words[word]!;
        break;
      case Operation.STORE:
        progress.atomic(thread, word, false, true);
        ledger.set(word, value);
        break;
      case Operation.ADD:
        progress.atomic(thread, word, true, true);
        result = words[word]!;
        ledger.set(word, result + value);
        break;
      case Operation.EXCHANGE:
        progress.atomic(thread, word, true, true);
        result = words[word]!;
        ledger.set(word, value);
        break;
      case Operation.COMPARE_EXCHANGE:
        result = words[word]!;
        progress.atomic(thread, word, true, result === value);
        if (result === value) ledger.set(word, tree.other[node]!);
        break;
      case Operation.NOTIFY:
        this.#notify(word, value, event);
        break;
      case Operation.WAIT:
        progress.atomic(thread, word, true, false);
        if (words[word] !== value) break;
        this.#sleep(thread, node, word);
        return;
      case Operation.WAIT_ASYNC:
        progress.atomic(thread, word, true, false);
        if (words[word] !== value) break;
        result = 1;
        this.#promises.watch(thread, tree.other[node]!, word);
        break;
      case Operation.IDLE:
        result = this.#promises.deliver(thread, tree.other[node]!);
        break;
      case Operation.WRITE:
      case Operation.WRITE_BYTE:
        progress.write(thread, node);
        break;
      case Operation.EVENT:
        progress.record(thread, node);
        break;
      case Operation.END:
        this.#end(thread, node);
        return;
    }
    progress.advance(thread, result);
  }

  /** The time-out of a wait, or of a promise that the thread idles with. */
  #expire(thread: number): void {
    if (this.#waiters.sleeps(thread)) {
      this.#progress.wake(thread, 0);
      return;
    }
    const place = timedOf(this.#runners[thread]!.tree.other[this.#at.words[this.#at.node + thread]!]!);
    this.#promises.forget(thread, place);
    this.#progress.advance(thread, resolvedAt(place, true));
  }

  #sleep(thread: number, node: number, word: number): void {
    const { ledger, state, waitTurn, waitWord } = this.#at;
    ledger.set(waitTurn + thread, this.#waiters.nextTurn(word));
    ledger.set(state + thread, ThreadState.WAITS);
    ledger.set(waitWord + thread, word);
    this.#progress.observer?.(thread, node, 1);
  }

  #notify(word: number, count: number, event: number): void {
    let woken = 0;
    for (let left = count; left > 0; left--) {
      const next = this.#waiters.first(word, woken);
      if (next === -1) return;
      woken |= 1 << next;
      const place = promiseOf(next);
      if (place === -1) this.#progress.wake(threadOf(next), event);
      else this.#promises.resolve(threadOf(next), place, false);
    }
  }

  #end(thread: number, node: number): void {
    const { ledger, ended, state } = this.#at;
    this.#progress.atomic(thread, ended + thread, false, true);
    ledger.set(ended + thread, 1);
    ledger.set(state + thread, ThreadState.ENDED);
    this.#progress.observer?.(thread, node, 0);
  }

  /** The last step of a thread that was killed: what is seen of a death, if it is seen, is seen some time after it. */
  #die(thread: number): void {
    const { ledger, ended, state } = this.#at;
    this.#progress.atomic(thread, ended + thread, false, true);
    ledger.set(ended + thread, 2);
    ledger.set(state + thread, ThreadState.DIED);
  }

  #interfere(index: number, event: number): void {
    const { ledger, words, acted, state, deaths, wokenBy, timed } = this.#at;
    const victim = this.#actors.victims[index]!;
    const sleeps = this.#waiters.sleeps(victim);
    ledger.set(acted + index, words[acted + index]! + 1);
    if (index >= this.#actors.killers) {
      if (sleeps) this.#progress.wake(victim, event);
      else if (this.#waiters.isTimed(victim)) this.#promises.resolve(victim, words[timed + victim]! - 1, true);
      return;
    }
    if (words[state + victim] === ThreadState.ENDED || words[deaths] === 0) return;
    ledger.set(deaths, words[deaths]! - 1);
    ledger.set(state + victim, ThreadState.DYING);
    if (sleeps) ledger.set(wokenBy + victim, event);
    for (let place = 0; place < PLACES; place++) this.#promises.forget(victim, place);
  }
}

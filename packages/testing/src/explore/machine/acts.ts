// Carries out one act of one actor: a step of a thread, a death, an early wake.
import type { Contested } from '../races/contested.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { MachineWords } from './machine-words.ts';
import { Operation } from './operation.ts';
import type { Progress } from './progress.ts';
import { ThreadState } from './thread-state.ts';
import type { Waiters } from './waiters.ts';

export class Acts {
  readonly #at: MachineWords;
  readonly #actors: Actors;
  readonly #waiters: Waiters;
  readonly #runners: readonly ThreadRunner[];
  readonly #progress: Progress;
  readonly #contested: Contested | undefined;

  constructor(at: MachineWords, actors: Actors, waiters: Waiters, runners: readonly ThreadRunner[], progress: Progress, contested: Contested | undefined) {
    this.#at = at;
    this.#actors = actors;
    this.#waiters = waiters;
    this.#runners = runners;
    this.#progress = progress;
    this.#contested = contested;
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
    if (expires) this.#progress.wake(actor, 0);
    else this.#step(actor, event);
  }

  #step(thread: number, event: number): void {
    const { ledger, words, shared, resolved, asyncTurn, asyncWord, node: nodes } = this.#at;
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
        ledger.set(asyncTurn + thread, this.#waiters.nextTurn(word));
        ledger.set(asyncWord + thread, word);
        ledger.set(resolved + thread, 0);
        break;
      case Operation.IDLE:
        result = tree.other[node] === 1 ? words[resolved + thread]! : 0;
        ledger.set(resolved + thread, 0);
        break;
      case Operation.WRITE:
      case Operation.WRITE_BYTE:
        progress.write(thread, node);
        break;
      case Operation.END:
        this.#end(thread, node);
        return;
    }
    progress.advance(thread, result);
  }

  #sleep(thread: number, node: number, word: number): void {
    const { ledger, state, waitTurn, waitWord } = this.#at;
    ledger.set(waitTurn + thread, this.#waiters.nextTurn(word));
    ledger.set(state + thread, ThreadState.WAITS);
    ledger.set(waitWord + thread, word);
    this.#progress.observer?.(thread, node, 1);
  }

  #notify(word: number, count: number, event: number): void {
    const { ledger, asyncWord, asyncTurn, resolved } = this.#at;
    let woken = 0;
    for (let left = count; left > 0; left--) {
      const next = this.#waiters.first(word, woken);
      if (next === -1) return;
      woken |= 1 << next;
      if (this.#waiters.sleeps(next)) {
        this.#progress.wake(next, event);
        continue;
      }
      ledger.set(asyncWord + next, -1);
      ledger.set(asyncTurn + next, 0);
      ledger.set(resolved + next, 1);
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
    const { ledger, words, acted, state, deaths, wokenBy, asyncWord } = this.#at;
    const victim = this.#actors.victims[index]!;
    const sleeps = this.#waiters.sleeps(victim);
    ledger.set(acted + index, words[acted + index]! + 1);
    if (index >= this.#actors.killers) {
      if (sleeps) this.#progress.wake(victim, event);
      return;
    }
    if (words[state + victim] === ThreadState.ENDED || words[deaths] === 0) return;
    ledger.set(deaths, words[deaths]! - 1);
    ledger.set(state + victim, ThreadState.DYING);
    if (sleeps) ledger.set(wokenBy + victim, event);
    ledger.set(asyncWord + victim, -1);
  }
}

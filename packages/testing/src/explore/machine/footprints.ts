// What the next act of each actor will touch. It stays so until something happens that the act depends on.
//
// An exchange counts as a change though it may fail, a wait as going to sleep though the word may differ, a notify as waking though
// nobody may wait: in another order it may be otherwise, and the reduction must not think that the two orders are one.
//
// Why a killed thread takes one more step that does nothing, and an idle killer acts in vain: a step that depends on
// another one must be in every execution, or the reduction would not see that the two can change places.
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { Footprint } from './footprint.ts';
import type { MachineWords } from './machine-words.ts';
import type { Objects } from './objects.ts';
import { Operation } from './operation.ts';
import { PLACES, timedOf } from './promise-places.ts';
import { ThreadState } from './thread-state.ts';
import { type Waiters, promiseOf, threadOf } from './waiters.ts';

export class Footprints {
  readonly #at: MachineWords;
  readonly #actors: Actors;
  readonly #objects: Objects;
  readonly #waiters: Waiters;
  readonly #runners: readonly ThreadRunner[];
  readonly #tells: boolean;

  /** @param tells whether executions differ that differ in the order of events alone. */
  constructor(at: MachineWords, actors: Actors, objects: Objects, waiters: Waiters, runners: readonly ThreadRunner[], tells: boolean) {
    this.#at = at;
    this.#actors = actors;
    this.#objects = objects;
    this.#waiters = waiters;
    this.#runners = runners;
    this.#tells = tells;
  }

  /** Of an actor that can act. @param expires the act is the expiry of a time-out. */
  of(actor: number, into: Footprint, expires: boolean): void {
    into.clear();
    if (actor < this.#actors.threads) this.#thread(actor, into, expires);
    else this.#interference(actor - this.#actors.threads, into);
  }

  #thread(thread: number, into: Footprint, expires: boolean): void {
    const { words, state, ended, node: nodes, shared } = this.#at;
    const objects = this.#objects;
    const { tree } = this.#runners[thread]!;
    const node = words[nodes + thread]!;
    const word = tree.index[node]!;
    if (this.#actors.mortal[thread] === true) into.add(objects.lifeOf(thread), false);
    if (words[state + thread] === ThreadState.DYING) {
      into.add(ended + thread, true);
      return;
    }
    if (expires) {
      this.#expiry(thread, node, into);
      return;
    }
    switch (tree.operation[node]!) {
      case Operation.START:
        into.add(shared, false);
        return;
      case Operation.SHARE:
        into.add(shared, true);
        return;
      case Operation.LOAD:
        into.add(word, false);
        return;
      case Operation.STORE:
      case Operation.ADD:
      case Operation.EXCHANGE:
        into.add(word, true);
        return;
      case Operation.COMPARE_EXCHANGE:
        into.add(word, true);
        return;
      case Operation.NOTIFY:
        this.#notify(word, tree.value[node]!, into);
        return;
      case Operation.WAIT:
      case Operation.WAIT_ASYNC:
        into.add(word, false);
        this.#sleepOf(thread, word, into);
        return;
      case Operation.IDLE:
        this.#idle(thread, into);
        return;
      case Operation.EVENT:
        if (this.#tells) into.add(objects.history, true);
        return;
      case Operation.END:
        into.add(ended + thread, true);
        // Its promises expire no more.
        if (this.#actors.naps[thread] === true && this.#waiters.isTimed(thread)) into.add(objects.napOf(thread), true);
        return;
    }
  }

  #expiry(thread: number, node: number, into: Footprint): void {
    const { tree } = this.#runners[thread]!;
    if (tree.operation[node] !== Operation.IDLE) this.#sleepOf(thread, tree.index[node]!, into);
    else this.#sleepOf(thread, this.#watched(thread, timedOf(tree.other[node]!)), into);
  }

  /** The word that a promise of a thread watches, or -1. */
  #watched(thread: number, place: number): number {
    return this.#at.words[this.#at.asyncWord + thread * PLACES + place]!;
  }

  /** A thread goes to sleep on a word, or gets up. */
  #sleepOf(thread: number, word: number, into: Footprint): void {
    into.add(this.#objects.listOf(word), true);
    if (this.#actors.naps[thread] === true) into.add(this.#objects.napOf(thread), true);
  }

  #idle(thread: number, into: Footprint): void {
    into.add(this.#objects.promiseOf(thread), false);
    for (let other = 0; other < this.#actors.threads; other++) into.add(this.#at.ended + other, false);
  }

  #notify(word: number, count: number, into: Footprint): void {
    const objects = this.#objects;
    const woken = this.#waiters.woken(word, count);
    into.add(objects.listOf(word), true);
    for (let left = woken; left !== 0; left &= left - 1) {
      const waiter = 31 - Math.clz32(left & -left);
      const thread = threadOf(waiter);
      if (promiseOf(waiter) !== -1) into.add(objects.promiseOf(thread), true);
      if (this.#actors.naps[thread] === true) into.add(objects.napOf(thread), true);
    }
  }

  #interference(index: number, into: Footprint): void {
    const { words, state, deaths, waitWord, timed } = this.#at;
    const objects = this.#objects;
    const victim = this.#actors.victims[index]!;
    const sleeps = this.#waiters.sleeps(victim);
    if (index >= this.#actors.killers) {
      const expires = !sleeps && this.#waiters.isTimed(victim);
      into.add(objects.napOf(victim), sleeps || expires);
      if (sleeps) into.add(objects.listOf(words[waitWord + victim]!), true);
      if (expires) {
        into.add(objects.listOf(this.#watched(victim, words[timed + victim]! - 1)), true);
        into.add(objects.promiseOf(victim), true);
      }
      return;
    }
    into.add(objects.lifeOf(victim), true);
    if (words[state + victim] === ThreadState.ENDED) return;
    into.add(deaths, words[deaths]! > 0);
    if (words[deaths] === 0) return;
    into.add(objects.napOf(victim), true);
    if (sleeps) into.add(objects.listOf(words[waitWord + victim]!), true);
    for (let place = 0; place < PLACES; place++) {
      const word = this.#watched(victim, place);
      if (word >= 0) into.add(objects.listOf(word), true);
    }
  }

  /** What must change for an actor to become able; false when anybody may have a hand in it. */
  awaited(actor: number, into: Footprint): boolean {
    into.clear();
    const { threads, victims } = this.#actors;
    const { words, node, waitWord } = this.#at;
    if (actor >= threads) {
      // A waker waits for its victim to sleep.
      into.add(this.#objects.napOf(victims[actor - threads]!), false);
      return true;
    }
    if (this.#waiters.sleeps(actor)) {
      into.add(this.#objects.listOf(words[waitWord + actor]!), false);
      return true;
    }
    if (this.#runners[actor]!.tree.operation[words[node + actor]!] !== Operation.IDLE) return false;
    this.#idle(actor, into);
    return true;
  }
}

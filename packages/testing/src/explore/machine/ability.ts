// Which actors can act now, and which may yet: masks with one bit an actor.
import { Operation } from './operation.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { MachineWords } from './machine-words.ts';
import { PLACES, pendingOf, timedOf } from './promise-places.ts';
import { ThreadState } from './thread-state.ts';

export class Ability {
  readonly #at: MachineWords;
  readonly #actors: Actors;
  readonly #runners: readonly ThreadRunner[];

  constructor(at: MachineWords, actors: Actors, runners: readonly ThreadRunner[]) {
    this.#at = at;
    this.#actors = actors;
    this.#runners = runners;
  }

  /** The threads that can take a step. */
  threads(): number {
    let able = 0;
    for (let thread = 0; thread < this.#actors.threads; thread++) if (this.#canStep(thread)) able |= 1 << thread;
    return able;
  }

  /** The actors that can act, those included whose act would change nothing. */
  all(): number {
    const { words, shared, acted } = this.#at;
    const { threads, victims, acts } = this.#actors;
    let able = this.threads();
    if (words[shared] === 0) return able;
    for (let i = 0; i < victims.length; i++) if (words[acted + i]! < acts[i]!) able |= 1 << (threads + i);
    return able;
  }

  /** The killers and wakers whose act would change anything now. */
  interference(): number {
    const { words, shared, acted, state, deaths, timed } = this.#at;
    const { threads, victims, acts, killers } = this.#actors;
    let able = 0;
    if (words[shared] === 0) return 0;
    for (let i = 0; i < victims.length; i++) {
      const now = words[state + victims[i]!]!;
      const waits = now === ThreadState.WAITS;
      const changes = i < killers ? words[deaths]! > 0 && (now === ThreadState.RUNS || waits) : waits || (now === ThreadState.RUNS && words[timed + victims[i]!] !== 0);
      if (changes && words[acted + i]! < acts[i]!) able |= 1 << (threads + i);
    }
    return able;
  }

  /** When nobody can act: the threads whose wait, or a promise that they idle with, has a time-out. A step of theirs is its expiry. */
  expiring(): number {
    let able = 0;
    for (let thread = 0; thread < this.#actors.threads; thread++) if (this.#hasTimeOut(thread)) able |= 1 << thread;
    return able;
  }

  #hasTimeOut(thread: number): boolean {
    const { words, state, node: nodes } = this.#at;
    const { tree } = this.#runners[thread]!;
    const node = words[nodes + thread]!;
    const now = words[state + thread]!;
    if (now === ThreadState.WAITS) return tree.other[node] === 1;
    return now === ThreadState.RUNS && tree.operation[node] === Operation.IDLE && timedOf(tree.other[node]!) !== -1;
  }

  /** The actors that may still change anything some time. */
  alive(): number {
    const { words, acted, deaths } = this.#at;
    const { threads, victims, acts, killers } = this.#actors;
    let alive = 0;
    for (let thread = 0; thread < threads; thread++) if (!this.#isOver(thread)) alive |= 1 << thread;
    for (let i = 0; i < victims.length; i++) {
      const spent = words[acted + i] === acts[i] || (i < killers && words[deaths] === 0);
      if (!spent && (alive & (1 << victims[i]!)) !== 0) alive |= 1 << (threads + i);
    }
    return alive;
  }

  /** Whether all threads have ended or died. */
  allOver(): boolean {
    for (let thread = 0; thread < this.#actors.threads; thread++) if (!this.#isOver(thread)) return false;
    return true;
  }

  #isOver(thread: number): boolean {
    const state = this.#at.words[this.#at.state + thread]!;
    return state === ThreadState.ENDED || state === ThreadState.DIED;
  }

  #canStep(thread: number): boolean {
    const { words, state, node: nodes, shared } = this.#at;
    const now = words[state + thread]!;
    if (now === ThreadState.DYING) return true;
    if (now !== ThreadState.RUNS) return false;
    const { tree } = this.#runners[thread]!;
    const node = words[nodes + thread]!;
    const operation = tree.operation[node]!;
    if (operation === Operation.START) return thread === 0 || words[shared] === 1;
    if (operation === Operation.THREW) return false;
    if (operation === Operation.IDLE) return this.#canLeaveIdle(thread, tree.value[node]!, tree.other[node]!);
    return true;
  }

  #canLeaveIdle(thread: number, known: number, idlesOn: number): boolean {
    const { words, resolved, ended } = this.#at;
    for (let place = 0; place < PLACES; place++) if ((pendingOf(idlesOn) & (1 << place)) !== 0 && words[resolved + thread * PLACES + place] !== 0) return true;
    for (let other = 0; other < this.#actors.threads; other++) if (words[ended + other] !== 0 && (known & (1 << other)) === 0) return true;
    return false;
  }
}

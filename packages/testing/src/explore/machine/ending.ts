// Nobody can act any more: is the execution over, and is it well?
import type { Failure } from '../failure.ts';
import type { Execution, Program } from '../program.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { Events } from './events.ts';
import type { MachineWords } from './machine-words.ts';
import { Operation } from './operation.ts';
import { PLACES } from './promise-places.ts';
import { ThreadState } from './thread-state.ts';
import { wordName } from './word-name.ts';

export class Ending {
  readonly #program: Program;
  readonly #at: MachineWords;
  readonly #actors: Actors;
  readonly #runners: readonly ThreadRunner[];
  readonly #events: Events;

  constructor(program: Program, at: MachineWords, actors: Actors, runners: readonly ThreadRunner[], events: Events) {
    this.#program = program;
    this.#at = at;
    this.#actors = actors;
    this.#runners = runners;
    this.#events = events;
  }

  /** What is wrong with the end, if anything is. */
  judge(): Failure | undefined {
    const stuck = this.#program.threads.flatMap(({ background }, thread) => (background === true || this.#isOver(thread) ? [] : [thread]));
    if (stuck.length > 0) return this.#stuck(stuck);
    const wrong = this.#program.check?.(this.#execution());
    return wrong === undefined ? undefined : { kind: 'check', text: wrong };
  }

  #isOver(thread: number): boolean {
    const state = this.#at.words[this.#at.state + thread]!;
    return state === ThreadState.ENDED || state === ThreadState.DIED;
  }

  #stuck(stuck: readonly number[]): Failure {
    const names = stuck.map((thread) => this.#actors.nameOf(thread)).join(', ');
    const missed = stuck.map((thread) => ({ thread, word: this.#missed(thread) })).find(({ word }) => word !== undefined);
    return missed?.word === undefined
      ? { kind: 'deadlock', text: `${names} cannot go on, and nobody else is left to help` }
      : {
          kind: 'lost-wake-up',
          text: `${this.#actors.nameOf(missed.thread)} sleeps on ${wordName(this.#program, missed.word)}, which has changed since; nobody will wake it (not ended: ${names})`,
        };
  }

  /** A word that a thread sleeps on, or idles with a promise of, and that no longer holds what it waits to see gone. */
  #missed(thread: number): number | undefined {
    const { words, state, waitWord, node, asyncWord, asyncValue } = this.#at;
    const { tree } = this.#runners[thread]!;
    const at = words[node + thread]!;
    if (words[state + thread] === ThreadState.WAITS) {
      const word = words[waitWord + thread]!;
      return words[word] === tree.value[at] ? undefined : word;
    }
    if (tree.operation[at] !== Operation.IDLE) return undefined;
    const promises = Array.from({ length: PLACES }, (_, place) => thread * PLACES + place);
    const missed = promises.find((promise) => words[asyncWord + promise]! >= 0 && words[words[asyncWord + promise]!] !== words[asyncValue + promise]);
    return missed === undefined ? undefined : words[asyncWord + missed];
  }

  #execution(): Execution {
    const { words, cells, state, node } = this.#at;
    return {
      history: this.#events.history(),
      results: this.#runners.map(({ outcomes }, thread) => outcomes.get(words[node + thread]!)),
      died: this.#runners.map((_, thread) => words[state + thread] === ThreadState.DIED),
      word: (index) => words[index]!,
      cell: (index) => words[cells + index]!,
    };
  }
}

// Nobody can act any more: is the execution over, and is it well?
import type { Failure } from '../failure.ts';
import type { Execution, Program } from '../program.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Actors } from './actors.ts';
import type { Events } from './events.ts';
import type { MachineWords } from './machine-words.ts';
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
    const { words, waitWord } = this.#at;
    const names = stuck.map((thread) => this.#actors.nameOf(thread)).join(', ');
    const missed = stuck.find((thread) => this.#missed(thread));
    return missed === undefined
      ? { kind: 'deadlock', text: `${names} cannot go on, and nobody else is left to help` }
      : {
          kind: 'lost-wake-up',
          text: `${this.#actors.nameOf(missed)} sleeps on ${wordName(this.#program, words[waitWord + missed]!)}, which has changed since; nobody will wake it (not ended: ${names})`,
        };
  }

  /** Whether a thread sleeps on a word that no longer holds what it waits to see gone. */
  #missed(thread: number): boolean {
    const { words, state, waitWord, node } = this.#at;
    if (words[state + thread] !== ThreadState.WAITS) return false;
    return words[words[waitWord + thread]!] !== this.#runners[thread]!.tree.value[words[node + thread]!];
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

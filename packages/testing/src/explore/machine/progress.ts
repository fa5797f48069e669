// How threads go on from one step to the next: through all that is no step, with the race detector watching. Also keeps what
// went wrong first.
import { EventKind } from '../../history/event-kind.ts';
import type { Failure } from '../failure.ts';
import { howItFailed } from '../threads/returned-promise.ts';
import type { ThreadRunner } from '../threads/thread-runner.ts';
import type { Program } from '../program.ts';
import { describeRace } from '../races/describe-race.ts';
import type { Actors } from './actors.ts';
import { byteOf, withByte } from './byte-of.ts';
import type { Events } from './events.ts';
import type { MachineWords } from './machine-words.ts';
import { Operation, isStep } from './operation.ts';
import { ThreadState } from './thread-state.ts';
import { wordName } from './word-name.ts';

/** Tells of every operation that is carried out, its result included. For traces. */
export type Observer = (thread: number, node: number, result: number) => void;

/** No step, but what it changes outlives the thread: one that may die can die between two of them. */
const isLasting = (operation: number): boolean => operation === Operation.WRITE || operation === Operation.WRITE_BYTE;

/** Events at which the history so far says something that it does not say later. */
const isMoment = (kind: number): boolean => kind === EventKind.RESTED || kind === EventKind.FLUSHED;

/** Operations in a row that are no steps: a thread that does more goes round in circles. */
const ENDLESS = 100_000;

export class Progress {
  /** What is wrong with the schedule so far. */
  failure: Failure | undefined;
  /** The later access of a race: whose, and at which node. */
  raceThread = -1;
  raceNode = -1;
  observer: Observer | undefined;
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

  /** Ends the schedule. */
  fail(failure: Failure): void {
    this.failure ??= failure;
  }

  /** The thread goes on with a result, up to its next step. */
  advance(thread: number, result: number): void {
    const { ledger, words, races, node: nodes } = this.#at;
    const runner = this.#runners[thread]!;
    const { tree } = runner;
    const dies = this.#actors.mortal[thread] === true;
    let node = words[nodes + thread]!;
    let given = result;
    for (let operations = 0; ; operations++) {
      if (operations > ENDLESS) {
        this.fail({ kind: 'livelock', text: `${this.#actors.nameOf(thread)} does ${ENDLESS} operations without a step` });
        return;
      }
      this.observer?.(thread, node, given);
      node = runner.after(node, given, words);
      if (tree.operation[node] === Operation.CHECKPOINT) node = runner.stateOf(node);
      ledger.set(nodes + thread, node);
      const operation = tree.operation[node]!;
      if (isStep(operation) || (dies && isLasting(operation))) return;
      given = 0;
      const word = tree.index[node]!;
      switch (operation) {
        case Operation.READ:
          if (!races.plain(thread, word, false)) this.#race(thread, node);
          given = words[word]!;
          break;
        case Operation.READ_BYTE:
          if (!races.byte(thread, word, tree.other[node]!, false)) this.#race(thread, node);
          given = byteOf(words[word]!, tree.other[node]!);
          break;
        case Operation.WRITE:
        case Operation.WRITE_BYTE:
          this.write(thread, node);
          break;
        case Operation.RECORD:
          this.record(thread, node);
          break;
        case Operation.THREW:
          this.observer?.(thread, node, 0);
          this.fail({ kind: 'threw', text: `${this.#actors.nameOf(thread)} ${howItFailed(runner.outcomes.get(node))}` });
          return;
      }
    }
  }

  /** An event goes into the history. */
  record(thread: number, node: number): void {
    const { index, value, other } = this.#runners[thread]!.tree;
    this.#events.record(index[node]!, value[node]!, other[node]!);
    if (isMoment(index[node]! & 0xff)) this.#judge();
  }

  /** What the program says of the history so far. */
  #judge(): void {
    const wrong = this.#program.checkSoFar?.(this.#events.history());
    if (wrong !== undefined) this.fail({ kind: 'check', text: wrong });
  }

  /** A sleeper gets up and goes on. @param event what woke it, if anybody did. */
  wake(thread: number, event: number): void {
    const { ledger, state, waitTurn, wokenBy } = this.#at;
    ledger.set(state + thread, ThreadState.RUNS);
    ledger.set(waitTurn + thread, 0);
    ledger.set(wokenBy + thread, event);
    this.advance(thread, 0);
  }

  /** A plain write, of a word or a byte. */
  write(thread: number, node: number): void {
    const { operation, index, value, other } = this.#runners[thread]!.tree;
    const { races, ledger, words } = this.#at;
    const word = index[node]!;
    const narrow = operation[node] === Operation.WRITE_BYTE;
    const ordered = narrow ? races.byte(thread, word, other[node]!, true) : races.plain(thread, word, true);
    if (!ordered) this.#race(thread, node);
    ledger.set(word, narrow ? withByte(words[word]!, other[node]!, value[node]!) : value[node]!);
  }

  /** What an atomic access of the step that a thread stands at means for races. */
  atomic(thread: number, word: number, loads: boolean, stores: boolean): void {
    if (!this.#at.races.atomic(thread, word, loads, stores)) this.#race(thread, this.#at.words[this.#at.node + thread]!);
  }

  #race(thread: number, node: number): void {
    if (this.failure !== undefined) return;
    const { races } = this.#at;
    const operation = this.#runners[thread]!.tree.operation[node]!;
    const narrow = operation === Operation.READ_BYTE || operation === Operation.WRITE_BYTE;
    const race = races.kindOf(narrow, operation === Operation.WRITE || operation === Operation.WRITE_BYTE);
    const word = wordName(this.#program, races.word);
    this.raceThread = thread;
    this.raceNode = node;
    this.fail({ kind: 'race', race, text: describeRace(race, this.#actors.nameOf(thread), operation, this.#actors.nameOf(races.earlierThread), word, races.isOfControlWord) });
  }
}

// Tells a schedule as a story while it runs: one line an access, and at its end where everybody stands.
import type { Failure } from './failure.ts';
import type { Machine } from './machine/machine.ts';
import { Operation, nameOf } from './machine/operation.ts';
import { isLate } from './machine/promise-places.ts';
import { wordName } from './machine/word-name.ts';
import { positionIn } from './position.ts';
import { isAccess } from './races/access-kind.ts';
import { howItFailed } from './threads/returned-promise.ts';

export class Teller {
  readonly lines: string[] = [];
  readonly #machine: Machine;
  readonly #width: number;
  readonly #doing: string[];
  readonly #accesses: { readonly thread: number; readonly node: number }[] = [];

  constructor(machine: Machine) {
    this.#machine = machine;
    this.#doing = machine.program.threads.map(() => '');
    this.#width = Math.max(...Array.from({ length: machine.actors.count }, (_, actor) => machine.actors.nameOf(actor).length));
    machine.observer = (thread, node, result): void => {
      this.#tell(thread, node, result);
    };
  }

  before(actor: number): void {
    if (!this.#machine.isThread(actor)) this.#line(actor, 'strikes');
    else if (this.#machine.standing(actor) === 'died') this.#line(actor, 'is dead');
  }

  #line(actor: number, text: string): void {
    this.lines.push(`${this.#machine.actors.nameOf(actor).padEnd(this.#width)}  ${text}`);
  }

  #tell(thread: number, node: number, result: number): void {
    const machine = this.#machine;
    const runner = machine.runners[thread]!;
    const { tree } = runner;
    const operation = tree.operation[node]!;
    const word = tree.index[node]!;
    const value = tree.value[node]!;
    const other = tree.other[node]!;
    const show = (it: number): string => this.#show(word, it);
    let text: string | undefined;
    switch (operation) {
      case Operation.DOING:
        this.#doing[thread] = runner.phrases.textOf(value);
        return;
      case Operation.PAUSE:
      case Operation.EVENT:
      case Operation.RECORD:
      case Operation.CHECKPOINT:
        return;
      case Operation.LOAD:
      case Operation.READ:
        text = `${nameOf(operation)} ${this.#label(word)} = ${show(result)}`;
        break;
      case Operation.STORE:
      case Operation.WRITE:
        text = `${nameOf(operation)} ${this.#label(word)} := ${show(value)}`;
        break;
      case Operation.READ_BYTE:
        text = `read byte ${other} of ${this.#label(word)} = ${result}`;
        break;
      case Operation.WRITE_BYTE:
        text = `write byte ${other} of ${this.#label(word)} := ${value}`;
        break;
      case Operation.ADD:
        text = `add ${this.#label(word)}: ${show(result)} -> ${show(result + value)}`;
        break;
      case Operation.EXCHANGE:
        text = `exchange ${this.#label(word)}: ${show(result)} -> ${show(value)}`;
        break;
      case Operation.COMPARE_EXCHANGE:
        text = result === value ? `exchange ${this.#label(word)}: ${show(value)} -> ${show(other)}` : `exchange ${this.#label(word)} fails: ${show(result)}, not ${show(value)}`;
        break;
      case Operation.NOTIFY:
        text = `notify ${this.#label(word)}`;
        break;
      case Operation.WAIT:
        text = result === 1 ? `sleeps on ${this.#label(word)} = ${show(value)}` : machine.standing(thread) === 'waits' ? 'wakes' : `wakes, or does not sleep on ${this.#label(word)}`;
        break;
      case Operation.WAIT_ASYNC:
        text = result === 1 ? `will be told when ${this.#label(word)} is not ${show(value)}` : `need not wait: ${this.#label(word)} is not ${show(value)}`;
        break;
      case Operation.IDLE:
        text = result === 0 ? 'is told of the end of a thread' : isLate(result) ? 'is told that a time-out has expired' : 'is told of a notify';
        break;
      case Operation.THREW:
        text = howItFailed(runner.outcomes.get(node));
        break;
      default:
        text = nameOf(operation);
    }
    this.#accesses.push({ thread, node });
    const doing = this.#doing[thread]!;
    this.#line(thread, doing === '' ? text : `${text}   (${doing})`);
  }

  #label(word: number): string {
    return wordName(this.#machine.program, word);
  }

  #show(word: number, value: number): string {
    const { program } = this.#machine;
    return word < program.words ? (program.show?.(word, value | 0) ?? String(value | 0)) : String(value | 0);
  }

  positions(failure: Failure | undefined): string[] {
    const machine = this.#machine;
    const at = (thread: number, node: number): string => positionIn(machine.runners[thread]!, node);
    if (failure?.kind === 'race') {
      const { thread: later, node, races } = machine.race;
      const { earlierThread, word, earlierKind } = races;
      const earlier = this.#accesses.findLast((access) => access.thread === earlierThread && this.#is(access.thread, access.node, word, earlierKind));
      return [
        `${machine.actors.nameOf(later)}, ${this.#nameOf(later, node)} ${this.#label(word)}: ${at(later, node)}`,
        ...(earlier === undefined ? [] : [`${machine.actors.nameOf(earlierThread)}, ${this.#nameOf(earlierThread, earlier.node)} before: ${at(earlierThread, earlier.node)}`]),
      ];
    }
    return machine.program.threads.map(({ name }, thread) => `${name} ${machine.standing(thread)}: ${at(thread, machine.nodeOf(thread))}`);
  }

  #nameOf(thread: number, node: number): string {
    return nameOf(this.#machine.runners[thread]!.tree.operation[node]!);
  }

  /** Whether an operation accesses a word in a way. */
  #is(thread: number, node: number, word: number, kind: number): boolean {
    const { operation, index, other } = this.#machine.runners[thread]!.tree;
    return index[node] === word && isAccess(kind, operation[node]!, other[node]!);
  }
}

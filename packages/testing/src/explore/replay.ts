// Runs one given schedule and tells it as a story: who did what to which word, and what came of it.
import { Operation, nameOf } from './machine/operation.ts';
import { Machine } from './machine/machine.ts';
import type { Failure } from './failure.ts';
import type { Program } from './program.ts';
import { runToEnd } from './search/run-to-end.ts';
import { positionIn } from './position.ts';

/** One execution, told. */
export interface Replay {
  readonly program: string;
  readonly failure: Failure | undefined;
  /** The whole schedule, up to the end of the execution. */
  readonly schedule: readonly number[];
  /** One line an access, in order. */
  readonly lines: readonly string[];
  /** Where each thread stands at the end, with its position in the code. */
  readonly positions: readonly string[];
}

/** How {@link replay} goes about it. */
export interface ReplayOptions {
  /** Steps after which an execution counts as a livelock. Default 20,000. */
  readonly maxSteps?: number;
  /** False leaves out the lines: much faster. */
  readonly lines?: boolean;
}

/**
 * Carries out a schedule. Where an actor of it cannot act, that step is left out; when it is used up, the actor that
 * acted last goes on, and so on to the end.
 */
export function replay(program: Program, schedule: readonly number[], options: ReplayOptions = {}): Replay {
  const machine = new Machine(program);
  const told = options.lines === false ? undefined : new Teller(machine);
  const carried: number[] = [];
  let at = 0;
  let last = 0;
  runToEnd(machine, carried, options.maxSteps ?? 20_000, (able) => {
    while (at < schedule.length && (able & (1 << schedule[at]!)) === 0) at++;
    const next = at < schedule.length ? schedule[at++]! : (able & (1 << last)) !== 0 && machine.isThread(last) ? last : 31 - Math.clz32(able & -able);
    last = next;
    told?.before(next);
    return next;
  });
  const { failure } = machine;
  return { program: program.name, failure, schedule: carried, lines: told?.lines ?? [], positions: told?.positions(failure) ?? [] };
}

class Teller {
  readonly lines: string[] = [];
  readonly #machine: Machine;
  readonly #width: number;
  readonly #doing: string[];
  readonly #accesses: { thread: number; node: number; word: number; kind: string }[] = [];

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
      case Operation.THREW:
        text = `throws ${String(runner.outcomes.get(node))}`;
        break;
      default:
        text = nameOf(operation);
    }
    this.#accesses.push({ thread, node, word, kind: nameOf(operation) });
    const doing = this.#doing[thread]!;
    this.#line(thread, doing === '' ? text : `${text}   (${doing})`);
  }

  #label(word: number): string {
    const { program } = this.#machine;
    if (word < program.words) return program.label?.(word) ?? `word ${word}`;
    const cell = word - program.words;
    return cell < (program.cells ?? 0) ? `cell ${cell}` : `end of ${program.threads[cell - (program.cells ?? 0)]?.name ?? '?'}`;
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
      const { earlierThread, word } = races;
      const earlier = this.#accesses.findLast((access) => access.thread === earlierThread && access.word === word);
      return [
        `${machine.actors.nameOf(later)}, ${this.#label(word)}: ${at(later, node)}`,
        ...(earlier === undefined ? [] : [`${machine.actors.nameOf(earlierThread)}, ${earlier.kind} before: ${at(earlierThread, earlier.node)}`]),
      ];
    }
    return machine.program.threads.map(({ name }, thread) => `${name} ${machine.standing(thread)}: ${at(thread, machine.nodeOf(thread))}`);
  }
}

// Runs one given schedule and tells it as a story: who did what to which word, and what came of it.
import { Machine } from './machine/machine.ts';
import type { Failure } from './failure.ts';
import type { Program } from './program.ts';
import { STAYS, runToEnd } from './search/run-to-end.ts';
import { Teller } from './teller.ts';

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

/** Steps that a thread takes in a row once the schedule is used up: if it spins, it waits for others, and they must get their turns. */
const TURN = 100;

/**
 * Carries out a schedule. Where an actor of it cannot act, that step is left out; when it is used up, the thread that
 * acted last goes on, then the others take turns, up to the end.
 */
export function replay(program: Program, schedule: readonly number[], options: ReplayOptions = {}): Replay {
  const machine = new Machine(program);
  const told = options.lines === false ? undefined : new Teller(machine);
  const carried: number[] = [];
  let at = 0;
  let last = 0;
  let turn = 0;
  runToEnd(machine, carried, options.maxSteps ?? 20_000, (able) => {
    while (at < schedule.length && (able & (1 << schedule[at]!)) === 0) at++;
    const lowest = 31 - Math.clz32(able & -able);
    if (at < schedule.length) last = schedule[at++]!;
    else if (!machine.isThread(lowest)) return STAYS;
    else if ((able & (1 << last)) === 0 || !machine.isThread(last) || ++turn === TURN) {
      const above = able & machine.actors.allThreads & (-2 << last);
      last = above === 0 ? lowest : 31 - Math.clz32(above & -above);
      turn = 0;
    }
    told?.before(last);
    return last;
  });
  const { failure } = machine;
  return { program: program.name, failure, schedule: carried, lines: told?.lines ?? [], positions: told?.positions(failure) ?? [] };
}

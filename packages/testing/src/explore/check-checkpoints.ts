// Holds a program's checkpoints to their promise: all that a thread does after one follows from the state that it named. Threads run
// by themselves on random schedules; wherever two have come to states that count as equal, and had the same results since, they
// must have done the same, up to the next checkpoint, and be equal there again. If not, `exploreStates` would leave something out.
import { Random } from '../workloads/random.ts';
import { Machine } from './machine/machine.ts';
import { Operation, nameOf } from './machine/operation.ts';
import type { Program } from './program.ts';
import { positionIn } from './position.ts';
import { pct, walk } from './search/policies.ts';
import { runToEnd } from './search/run-to-end.ts';
import type { ThreadRunner } from './threads/thread-runner.ts';

/** What {@link checkCheckpoints} draws. */
export interface CheckpointOptions {
  /** Schedules. Default 300. */
  readonly schedules?: number;
  /** Default 1. */
  readonly seed?: number;
  /** Steps of a schedule at most. Default 2000. */
  readonly maxSteps?: number;
}

/** What was found out about a program's checkpoints. */
export interface CheckpointCheck {
  /** Different states of single threads at checkpoints. */
  readonly states: number;
  /** Those of them that were met with different values in incidental fields: where the list of these fields was put to the test. */
  readonly various: number;
  /** Names in `Program.incidental` that no state has: they say nothing, or a field was renamed. */
  readonly unmet: readonly string[];
  /** What is wrong: two threads that count as equal and go on differently. */
  readonly conflict: string | undefined;
}

/** Checks on random schedules that a program's checkpoints, and its list of incidental fields, keep their promise. */
export function checkCheckpoints(program: Program, options: CheckpointOptions = {}): CheckpointCheck {
  const { schedules = 300, seed = 1, maxSteps = 2000 } = options;
  const random = new Random(seed);
  const machine = new Machine(program, undefined, 'marked');
  for (let run = 0; run < schedules; run++) {
    machine.rollback(0);
    runToEnd(machine, [], maxSteps, run % 2 === 0 ? walk(random) : pct(random, machine.actors.count, 3, 100));
  }
  const { runners } = machine;
  const met = new Set(runners.flatMap(({ checkpoints }) => [...checkpoints.met]));
  return {
    states: runners.reduce((sum, { checkpoints }) => sum + checkpoints.states, 0),
    various: runners.reduce((sum, { checkpoints }) => sum + checkpoints.various, 0),
    unmet: (program.incidental ?? []).filter((name) => !met.has(name)),
    conflict: runners.map((runner, thread) => conflictIn(program.threads[thread]!.name, runner)).find((conflict) => conflict !== undefined),
  };
}

/** What comes after a checkpoint's state and some results: the node where it was seen first, and its number. */
interface Place {
  readonly node: number;
  readonly number: number;
}

function conflictIn(name: string, runner: ThreadRunner): string | undefined {
  const { tree } = runner;
  const places = new Map<string, Place>();
  /** For each node, the number of its place, or -1 before the first checkpoint. States have even numbers, places between them odd ones. */
  const numbers = new Int32Array(tree.size).fill(-1);
  for (let node = 1; node < tree.size; node++) {
    const state = tree.operation[node] === Operation.CHECKPOINT ? tree.value[node]! * 2 : undefined;
    const before = numbers[tree.parent[node]!]!;
    if (before === -1) {
      numbers[node] = state ?? -1;
      continue;
    }
    const key = `${before},${tree.result[node]!}`;
    let place = places.get(key);
    if (place === undefined) {
      place = { node, number: state ?? places.size * 2 + 1 };
      places.set(key, place);
    } else if (!same(runner, place.node, node)) {
      return `${name} goes on in two ways from one state: ${told(runner, place.node)}, or ${told(runner, node)}`;
    }
    numbers[node] = place.number;
  }
  return undefined;
}

function same({ tree, outcomes }: ThreadRunner, one: number, other: number): boolean {
  return (
    tree.operation[one] === tree.operation[other] &&
    tree.index[one] === tree.index[other] &&
    tree.value[one] === tree.value[other] &&
    tree.other[one] === tree.other[other] &&
    String(outcomes.get(one)) === String(outcomes.get(other))
  );
}

function told(runner: ThreadRunner, node: number): string {
  const { operation, index, value } = runner.tree;
  const what = operation[node] === Operation.CHECKPOINT ? `comes to state ${value[node]!}` : `${nameOf(operation[node]!)} ${index[node]!}, ${value[node]!}`;
  return `${what} ${positionIn(runner, node).split('\n')[0] ?? ''}`;
}

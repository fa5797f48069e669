// Schedules drawn at random, for programs that are too large to explore whole. Two ways: at every step any actor that can
// act ("walk"); or PCT (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010): every actor has a random priority,
// the highest that can act does, and at `depth - 1` random steps the one that acts gets the lowest. PCT finds a bug of
// depth d, one that needs d steps in a certain order, with probability at least 1 / (actors * steps^(d-1)) a schedule.
import { Random } from '../workloads/random.ts';
import type { Exploration, Finding } from './finding.ts';
import { Machine } from './machine/machine.ts';
import { pct, walk } from './search/policies.ts';
import type { Program } from './program.ts';
import { runToEnd } from './search/run-to-end.ts';

/** What {@link exploreRandomly} draws, and its bounds. */
export interface RandomOptions {
  /** Any number; the same seed draws the same schedules, on any machine. Default 1. */
  readonly seed?: number;
  /** Schedules to try. Default 1000. */
  readonly schedules?: number;
  /** Default `pct`; `mixed` takes turns. */
  readonly way?: 'walk' | 'pct' | 'mixed';
  /** PCT's d. Default 3. */
  readonly depth?: number;
  /** Steps after which an execution counts as a livelock. Default 20,000. */
  readonly maxSteps?: number;
  /** Gives up after so many milliseconds. Default Infinity. */
  readonly milliseconds?: number;
}

/**
 * Tries random schedules of a program, and stops at the first that fails. One seed gives the same schedules for ever. Deaths and
 * early wakes are drawn too.
 *
 * @throws RangeError for a program that has no threads or more than 8.
 * @throws Error when a thread's code is not deterministic.
 */
export function exploreRandomly(program: Program, options: RandomOptions = {}): Exploration {
  const { seed = 1, schedules = 1000, way = 'pct', depth = 3, maxSteps = 20_000 } = options;
  const started = Date.now();
  const deadline = started + (options.milliseconds ?? Infinity);
  const random = new Random(seed);
  const machine = new Machine(program);
  const schedule: number[] = [];
  let finding: Finding | undefined;
  let executions = 0;
  let steps = 0;
  let longest = 64;
  while (finding === undefined && executions < schedules && Date.now() < deadline) {
    machine.restart();
    schedule.length = 0;
    const policy = way === 'walk' || (way === 'mixed' && (executions & 1) === 1) ? walk(random) : pct(random, machine.actors.count, depth, longest);
    runToEnd(machine, schedule, maxSteps, policy);
    executions++;
    steps += schedule.length;
    longest = Math.max(longest, schedule.length);
    if (machine.failure !== undefined) finding = { ...machine.failure, schedule: [...schedule] };
  }
  return {
    program: program.name,
    finding,
    complete: false,
    executions,
    pruned: 0,
    states: 0,
    steps,
    longest,
    nodes: machine.nodes,
    runs: machine.runs,
    milliseconds: Date.now() - started,
  };
}

// Schedules drawn at random, for programs that are too large to explore whole. Two ways: at every step any actor that can
// act ("walk"); or PCT (Burckhardt, Kothari, Musuvathi and Nagarakatte, ASPLOS 2010): every actor has a random priority,
// the highest that can act does, and at `depth - 1` random steps the one that acts gets the lowest. PCT finds a bug of
// depth d, one that needs d steps in a certain order, with probability at least 1 / (actors * steps^(d-1)) a schedule.
import { Random } from '../workloads/random.ts';
import type { Exploration, Finding } from './finding.ts';
import { Machine } from './machine.ts';
import type { Program } from './program.ts';

export interface RandomOptions {
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

/** Tries random schedules of a program, and stops at the first that fails. One seed gives the same schedules for ever. */
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
    const policy = way === 'walk' || (way === 'mixed' && (executions & 1) === 1) ? walk(random) : pct(random, machine.actors, depth, longest);
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

/** Who acts at a step, of those whose bit is set. */
export type Policy = (able: number, step: number) => number;

/** Runs one execution from where the machine stands to its end, and notes who acted. */
export function runToEnd(machine: Machine, schedule: number[], maxSteps: number, policy: Policy): void {
  while (machine.failure === undefined) {
    let able = machine.enabled();
    const expires = able === 0;
    if (expires) able = machine.expiring();
    if (able === 0) {
      machine.finish();
      return;
    }
    if (schedule.length >= maxSteps) {
      machine.fail({ kind: 'livelock', text: `not ended after ${maxSteps} steps` });
      return;
    }
    const actor = policy(able, schedule.length);
    schedule.push(actor);
    machine.act(actor, schedule.length, expires);
  }
}

function walk(random: Random): Policy {
  return (able) => nthOf(able, random.below(countOf(able)));
}

function pct(random: Random, actors: number, depth: number, steps: number): Policy {
  const priorities = Array.from({ length: actors }, () => depth + random.below(2 ** 31));
  const changes = new Map<number, number>();
  for (let change = 1; change < depth; change++) changes.set(random.below(steps), change);
  return (able, step) => {
    const lowered = changes.get(step);
    if (lowered !== undefined) priorities[highest(able, priorities)] = lowered;
    return highest(able, priorities);
  };
}

function highest(able: number, priorities: readonly number[]): number {
  let best = -1;
  for (let left = able; left !== 0; left &= left - 1) {
    const actor = 31 - Math.clz32(left & -left);
    if (best === -1 || priorities[actor]! > priorities[best]!) best = actor;
  }
  return best;
}

function countOf(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

function nthOf(mask: number, n: number): number {
  let left = mask;
  for (let i = 0; i < n; i++) left &= left - 1;
  return 31 - Math.clz32(left & -left);
}

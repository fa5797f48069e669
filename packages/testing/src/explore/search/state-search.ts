// The search behind `exploreStates`: depth first over states, with Tarjan's components on the way, and with no more actors let loose
// at a state than must be.
import type { Exploration, Finding } from '../finding.ts';
import { Footprint } from '../machine/footprint.ts';
import { Machine } from '../machine/machine.ts';
import type { Program } from '../program.ts';
import type { Contested } from '../races/contested.ts';
import type { StateOptions } from '../state-options.ts';
import { OpenStates } from './open-states.ts';
import type { Reach } from './reach.ts';
import { StatePath } from './state-path.ts';
import { DONE, FIRST, StateTable } from './state-table.ts';
import { TRAPPED } from './trap.ts';

export class StateSearch {
  readonly #machine: Machine;
  readonly #options: StateOptions;
  readonly #reach: Reach;
  readonly #contested: Contested;
  readonly #reduce: boolean;
  readonly #step: Footprint;
  readonly #started: number;
  readonly #table = new StateTable();

  readonly #path = new StatePath();
  readonly #waiting: OpenStates;

  #depth = 0;
  #executions = 0;
  #steps = 0;
  #longest = 0;
  #finding: Finding | undefined;

  constructor(program: Program, options: StateOptions, reach: Reach, contested: Contested, started: number) {
    this.#machine = new Machine(program, contested);
    this.#contested = contested;
    this.#options = options;
    this.#reach = reach;
    this.#reduce = options.reduce ?? true;
    this.#step = new Footprint(this.#machine.objects.footprintSize);
    this.#started = started;
    this.#waiting = new OpenStates(this.#table);
  }

  /** What was found, or undefined when the search must start over, knowing more. */
  run(): Exploration | undefined {
    const path = this.#path;
    const started = this.#started;
    const deadline = started + (this.#options.milliseconds ?? Infinity);
    const maxStates = this.#options.maxStates ?? 20_000_000;
    let complete = false;
    this.#enter();
    while (this.#finding === undefined) {
      if (this.#reach.grown || this.#contested.grown) return undefined;
      const depth = this.#depth;
      const open = path.open[depth]!;
      if (open !== 0) {
        if (this.#table.size >= maxStates || ((this.#steps & 0x3ff) === 0 && Date.now() > deadline)) break;
        this.#take(depth, this.#prefer(depth, open));
      } else if (depth === 0) {
        this.#leave();
        // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- a step taken since has set it
        complete = this.#finding === undefined;
        break;
      } else {
        this.#leave();
      }
    }
    const { nodes, runs, program } = this.#machine;
    return {
      program: program.name,
      finding: this.#finding,
      complete,
      executions: this.#executions,
      pruned: 0,
      states: this.#table.size,
      steps: this.#steps,
      longest: this.#longest,
      nodes,
      runs,
      milliseconds: Date.now() - started,
    };
  }

  #prefer(depth: number, open: number): number {
    const path = this.#path;
    const last = depth === 0 ? 0 : path.chosen[depth - 1]!;
    return (open & (1 << last)) !== 0 ? last : 31 - Math.clz32(open & -open);
  }

  #take(depth: number, actor: number): void {
    const path = this.#path;
    const expires = path.expires[depth] === 1 && this.#machine.isThread(actor);
    path.open[depth]! &= ~(1 << actor);
    path.taken[depth]! |= 1 << actor;
    path.chosen[depth] = actor;
    path.marks[depth] = this.#machine.mark;
    if (this.#reduce) {
      this.#machine.footprint(actor, this.#step, expires);
      this.#reach.learn(actor, this.#step);
    }
    this.#machine.act(actor, 0, expires);
    this.#steps++;
    this.#depth = depth + 1;
    this.#enter();
  }

  /** Arrives at a state, by the step before it. */
  #enter(): void {
    const path = this.#path;
    const machine = this.#machine;
    const depth = this.#depth;
    path.reach(depth);
    if (machine.failure !== undefined) {
      this.#report();
      return;
    }
    const slot = this.#table.slot(machine.low, machine.high);
    const mark = this.#table.mark(slot);
    if (mark !== 0) {
      const before = depth - 1;
      // A circle: what was put off must not be put off for ever.
      if (mark > 0) path.open[before] = path.able[before]! & ~path.taken[before]!;
      if (mark !== DONE) path.lowest[before] = Math.min(path.lowest[before]!, Math.abs(mark));
      else if (machine.isThread(path.chosen[before]!)) path.ends[before] = 1;
      this.#back();
      return;
    }
    const number = this.#table.size + FIRST;
    this.#table.setMark(slot, number);
    this.#waiting.push(machine.low, machine.high);
    this.#longest = Math.max(this.#longest, depth);
    path.number[depth] = number;
    path.lowest[depth] = number;
    path.ends[depth] = 0;
    path.expires[depth] = 0;
    let able = machine.ability.threads();
    if (able === 0) {
      able = machine.ability.expiring();
      path.expires[depth] = 1;
    }
    if (able === 0) {
      this.#executions++;
      machine.finish();
      path.ends[depth] = 1;
      // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- finish() sets it
      if (machine.failure !== undefined) this.#report();
    }
    if (able === 0 && machine.ability.allOver()) {
      path.able[depth] = path.open[depth] = 0;
      return;
    }
    const all = able | machine.ability.interference();
    path.able[depth] = all;
    path.taken[depth] = 0;
    path.open[depth] = this.#reduce && path.expires[depth] === 0 && able !== 0 ? this.#reach.choose(machine, all, this.#step) : all;
  }

  /** The state at this depth is explored: with its component, if it is the first of it. */
  #leave(): void {
    const path = this.#path;
    const depth = this.#depth;
    const whole = path.lowest[depth] === path.number[depth];
    if (whole) {
      if (path.ends[depth] === 0) {
        this.#machine.fail({ kind: 'livelock', text: TRAPPED });
        this.#report();
        return;
      }
      this.#waiting.settle(path.number[depth]!);
    }
    if (depth === 0) return;
    const before = depth - 1;
    if (!whole) this.#table.setMark(this.#table.slot(this.#machine.low, this.#machine.high), -path.number[depth]!);
    if (!whole) path.lowest[before] = Math.min(path.lowest[before]!, path.lowest[depth]!);
    if (path.ends[depth] === 1 && (!whole || this.#machine.isThread(path.chosen[before]!))) path.ends[before] = 1;
    this.#back();
  }

  #back(): void {
    const path = this.#path;
    this.#depth--;
    this.#machine.rollback(path.marks[this.#depth]!);
  }

  #report(): void {
    const { failure } = this.#machine;
    if (failure !== undefined) this.#finding = { ...failure, schedule: Array.from(this.#path.chosen.subarray(0, this.#depth)) };
  }
}

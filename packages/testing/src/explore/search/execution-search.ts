// The search behind `exploreAll`: depth first over the steps of an execution, with sleep sets, and with actors added to a point of the
// path when a later step shows that another order begins there. It goes over the program once for each number of times that killers and
// wakers act: in an execution without a death, threads that sleep for ever are stuck, and nobody's death comes to their help.
import type { ExploreOptions } from '../explore-options.ts';
import type { Exploration, Finding } from '../finding.ts';
import { Footprint } from '../machine/footprint.ts';
import { Machine } from '../machine/machine.ts';
import type { Program } from '../program.ts';
import { Dependences } from './dependences.ts';

export class ExecutionSearch {
  readonly #machine: Machine;
  readonly #options: ExploreOptions;
  readonly #maxSteps: number;
  readonly #reduce: boolean;

  // The path: one entry a step. Masks have one bit an actor.
  readonly #chosen: Int32Array;
  readonly #enabled: Int32Array;
  readonly #expires: Uint8Array;
  readonly #sleep: Int32Array;
  readonly #backtrack: Int32Array;
  readonly #marks: Int32Array;
  readonly #orderMarks: Int32Array;

  readonly #order: Dependences;
  readonly #step: Footprint;
  readonly #other: Footprint;

  #executions = 0;
  #pruned = 0;
  #steps = 0;
  #longest = 0;
  #finding: Finding | undefined;

  constructor(program: Program, options: ExploreOptions) {
    const machine = new Machine(program);
    this.#machine = machine;
    this.#options = options;
    this.#maxSteps = options.maxSteps ?? 5000;
    this.#reduce = options.reduce ?? true;
    const depths = this.#maxSteps + 2;
    this.#chosen = new Int32Array(depths);
    this.#enabled = new Int32Array(depths);
    this.#expires = new Uint8Array(depths);
    this.#sleep = new Int32Array(depths);
    this.#backtrack = new Int32Array(depths);
    this.#marks = new Int32Array(depths);
    this.#orderMarks = new Int32Array(depths);
    this.#order = new Dependences(machine, this.#chosen);
    this.#step = new Footprint(machine.objects.footprintSize);
    this.#other = new Footprint(machine.objects.footprintSize);
  }

  run(): Exploration {
    const started = Date.now();
    const deadline = started + (this.#options.milliseconds ?? Infinity);
    const maxExecutions = this.#options.maxExecutions ?? Infinity;
    let complete = true;
    for (const acts of this.#machine.actors.choices()) {
      this.#machine.actors.acts = acts;
      complete = this.#search(deadline, maxExecutions);
      if (!complete) break;
    }
    const { nodes, runs, program } = this.#machine;
    return {
      program: program.name,
      finding: this.#finding,
      complete,
      executions: this.#executions,
      pruned: this.#pruned,
      states: 0,
      steps: this.#steps,
      longest: this.#longest,
      nodes,
      runs,
      milliseconds: Date.now() - started,
    };
  }

  /** All executions with these numbers of acts; false when it was not all. */
  #search(deadline: number, maxExecutions: number): boolean {
    let depth = 0;
    this.#enter(0, 0);
    while (this.#finding === undefined) {
      const open = this.#backtrack[depth]! & ~this.#sleep[depth]!;
      if (open === 0) {
        if (depth === 0) return true;
        depth--;
        this.#machine.rollback(this.#marks[depth]!);
        this.#order.rollback(this.#orderMarks[depth]!);
        this.#sleep[depth]! |= 1 << this.#chosen[depth]!;
        continue;
      }
      if (this.#executions >= maxExecutions || ((this.#steps & 0xff) === 0 && Date.now() > deadline)) return false;
      this.#take(depth, this.#prefer(depth, open));
      depth++;
    }
    return false;
  }

  /** Of the actors that are open, the one that acted last if it can, else a thread, else whoever. */
  #prefer(depth: number, open: number): number {
    const last = depth === 0 ? 0 : this.#chosen[depth - 1]!;
    if ((open & (1 << last)) !== 0 && this.#machine.isThread(last)) return last;
    return 31 - Math.clz32(open & -open);
  }

  /** Arrives at a depth: is this the end, and if not, with whom does one begin? */
  #enter(depth: number, sleep: number): void {
    const machine = this.#machine;
    this.#longest = Math.max(this.#longest, depth);
    this.#sleep[depth] = sleep;
    this.#backtrack[depth] = 0;
    if (machine.failure !== undefined) {
      this.#report(depth);
      return;
    }
    const { ability } = machine;
    const expiring = ability.threads() === 0 ? ability.expiring() : 0;
    const enabled = ability.all() | expiring;
    this.#expires[depth] = expiring === 0 ? 0 : 1;
    this.#enabled[depth] = enabled;
    if (enabled === 0) {
      this.#executions++;
      machine.finish();
      this.#report(depth);
      return;
    }
    if (depth >= this.#maxSteps) {
      machine.fail({ kind: 'livelock', text: `not ended after ${this.#maxSteps} steps` });
      this.#report(depth);
      return;
    }
    const awake = enabled & ~sleep;
    if (awake === 0) {
      this.#pruned++;
      return;
    }
    this.#backtrack[depth] = this.#reduce && this.#expires[depth] === 0 ? 1 << this.#prefer(depth, awake) : enabled;
  }

  #report(depth: number): void {
    const { failure } = this.#machine;
    if (failure !== undefined) this.#finding = { ...failure, schedule: Array.from(this.#chosen.subarray(0, depth)) };
  }

  #take(depth: number, actor: number): void {
    const machine = this.#machine;
    const expires = this.#expires[depth] === 1 && machine.isThread(actor);
    this.#chosen[depth] = actor;
    this.#marks[depth] = machine.mark;
    this.#orderMarks[depth] = this.#order.mark;
    let sleep = 0;
    if (this.#reduce) {
      machine.footprint(actor, this.#step, expires);
      this.#order.place(depth, this.#step, expires);
      for (let i = 0; i < this.#order.found; i++) this.#reverse(this.#order.races[i]!, depth, actor);
      sleep = this.#stillAsleep(depth, actor);
    }
    machine.act(actor, depth + 1, expires);
    this.#steps++;
    this.#enter(depth + 1, sleep);
  }

  /** The sleepers whose next step does not depend on this one. */
  #stillAsleep(depth: number, actor: number): number {
    let sleep = this.#sleep[depth]! & ~(1 << actor);
    if (this.#expires[depth] === 1) return 0;
    for (let left = sleep; left !== 0; left &= left - 1) {
      const sleeper = 31 - Math.clz32(left & -left);
      this.#machine.footprint(sleeper, this.#other);
      if (this.#step.dependsOn(this.#other)) sleep &= ~(1 << sleeper);
    }
    return sleep;
  }

  /** The step at `depth`, of `actor`, could come before the one at `early`: see to it that this is explored. */
  #reverse(early: number, depth: number, actor: number): void {
    const initials = this.#order.initials(early, depth) & this.#enabled[early]!;
    if (initials === 0 || (initials & (this.#backtrack[early]! | this.#sleep[early]!)) !== 0) return;
    this.#backtrack[early]! |= (initials & (1 << actor)) !== 0 ? 1 << actor : initials & -initials;
  }
}

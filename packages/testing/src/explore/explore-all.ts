// Every execution of a program, up to equivalence: depth first, with source sets and sleep sets (Abdulla, Aronis, Jonsson
// and Sagonas, "Optimal dynamic partial order reduction", POPL 2014, algorithm 1). Two executions are equivalent when
// they differ in the order of steps that do not depend on each other; one of each class is carried out, and the race
// detector's clocks are the same for all of a class, so nothing is lost by it.
import type { Exploration, Finding } from './finding.ts';
import { Footprint } from './footprint.ts';
import { Ledger } from './ledger.ts';
import { Machine } from './machine.ts';
import type { Program } from './program.ts';

/** Bounds of {@link exploreAll}. */
export interface ExploreOptions {
  /** Steps after which an execution counts as a livelock. Default 5000. */
  readonly maxSteps?: number;
  /** Gives up after so many executions. Default Infinity. */
  readonly maxExecutions?: number;
  /** Gives up after so many milliseconds. Default Infinity. */
  readonly milliseconds?: number;
  /** False explores every interleaving, the slow way: to check the reduction itself. Default true. */
  readonly reduce?: boolean;
}

/**
 * Explores all executions of a program, one of each class of equivalent ones, and stops at the first that fails. The program's
 * check sees every execution that ends. For small programs: executions grow exponentially with what threads do.
 *
 * @throws RangeError for a program that has no threads or more than 8.
 * @throws Error when a thread's code is not deterministic.
 */
export function exploreAll(program: Program, options: ExploreOptions = {}): Exploration {
  return new Search(program, options).run();
}

class Search {
  readonly #machine: Machine;
  readonly #options: ExploreOptions;
  readonly #maxSteps: number;
  readonly #reduce: boolean;
  readonly #actors: number;

  // The path: one entry a step. Masks have one bit an actor.
  readonly #chosen: Int32Array;
  readonly #enabled: Int32Array;
  readonly #expires: Uint8Array;
  readonly #sleep: Int32Array;
  readonly #backtrack: Int32Array;
  readonly #marks: Int32Array;
  readonly #ownMarks: Int32Array;
  /** For each step, how many steps of each actor happened before it, itself included, as depth + 1 of the last one. */
  readonly #clocks: Int32Array;

  // Who touched what last, as depth + 1 of the step; rolled back with the path.
  readonly #own = new Ledger();
  readonly #lastStep: number;
  readonly #lastChange: number;
  readonly #lastLook: number;
  readonly #barrier: number;

  readonly #step: Footprint;
  readonly #other: Footprint;
  readonly #candidates: Int32Array;

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
    this.#actors = machine.actors;
    const depths = this.#maxSteps + 2;
    this.#chosen = new Int32Array(depths);
    this.#enabled = new Int32Array(depths);
    this.#expires = new Uint8Array(depths);
    this.#sleep = new Int32Array(depths);
    this.#backtrack = new Int32Array(depths);
    this.#marks = new Int32Array(depths);
    this.#ownMarks = new Int32Array(depths);
    this.#clocks = new Int32Array(depths * this.#actors);
    this.#lastStep = this.#own.reserve(this.#actors);
    this.#lastChange = this.#own.reserve(machine.objects);
    this.#lastLook = this.#own.reserve(machine.objects * this.#actors);
    this.#barrier = this.#own.reserve(1);
    this.#step = new Footprint(machine.footprintSize);
    this.#other = new Footprint(machine.footprintSize);
    this.#candidates = new Int32Array(this.#actors * machine.footprintSize + 2);
  }

  run(): Exploration {
    const started = Date.now();
    const deadline = started + (this.#options.milliseconds ?? Infinity);
    const maxExecutions = this.#options.maxExecutions ?? Infinity;
    let complete = false;
    let depth = 0;
    this.#enter(0, 0);
    while (this.#finding === undefined) {
      const open = this.#backtrack[depth]! & ~this.#sleep[depth]!;
      if (open === 0) {
        if (depth === 0) {
          complete = true;
          break;
        }
        depth--;
        this.#machine.rollback(this.#marks[depth]!);
        this.#own.rollback(this.#ownMarks[depth]!);
        this.#sleep[depth]! |= 1 << this.#chosen[depth]!;
        continue;
      }
      if (this.#executions >= maxExecutions || ((this.#steps & 0xff) === 0 && Date.now() > deadline)) break;
      this.#take(depth, this.#prefer(depth, open));
      depth++;
    }
    const { nodes, runs } = this.#machine;
    return {
      program: this.#machine.program.name,
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
    this.#expires[depth] = 0;
    if (machine.failure !== undefined) {
      this.#report(depth);
      return;
    }
    let enabled = machine.enabled();
    if (enabled === 0) {
      enabled = machine.expiring();
      this.#expires[depth] = 1;
    }
    this.#enabled[depth] = enabled;
    if (enabled === 0) {
      this.#executions++;
      machine.finish();
      this.#report(depth);
      return;
    }
    if (depth >= this.#maxSteps) {
      this.#finding = {
        kind: 'livelock',
        text: `not ended after ${this.#maxSteps} steps`,
        schedule: Array.from(this.#chosen.subarray(0, depth)),
      };
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
    const expires = this.#expires[depth] === 1;
    this.#chosen[depth] = actor;
    this.#marks[depth] = machine.mark;
    this.#ownMarks[depth] = this.#own.mark;
    let sleep = 0;
    if (this.#reduce) {
      machine.footprint(actor, this.#step, expires);
      this.#order(depth, actor);
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

  /** Places a step in the order of dependences, and plans the reversal of every race that it closes. */
  #order(depth: number, actor: number): void {
    const own = this.#own;
    const { words } = own;
    const actors = this.#actors;
    const clock = depth * actors;
    const clocks = this.#clocks;
    const previous = words[this.#lastStep + actor]!;
    clocks.fill(0, clock, clock + actors);
    if (previous > 0) this.#join(clock, previous);
    const barrier = words[this.#barrier]!;
    if (barrier > 0) this.#join(clock, barrier);
    if (this.#expires[depth] === 1) {
      // It happens because nobody else can act: after all there was.
      for (let other = 0; other < actors; other++) if (words[this.#lastStep + other]! > 0) this.#join(clock, words[this.#lastStep + other]!);
      own.set(this.#barrier, depth + 1);
    }
    const cause = this.#machine.wokenBy(actor);
    if (cause > 0) this.#join(clock, cause);

    const candidates = this.#candidates;
    let found = 0;
    const { objects, changes, size } = this.#step;
    for (let i = 0; i < size; i++) {
      const object = objects[i]!;
      const change = words[this.#lastChange + object]!;
      if (change > 0) candidates[found++] = change;
      if (changes[i] === 0) continue;
      const looks = this.#lastLook + object * actors;
      for (let other = 0; other < actors; other++) if (other !== actor && words[looks + other]! > change) candidates[found++] = words[looks + other]!;
    }
    // Latest first: a step that happened before another candidate is no race of its own.
    candidates.subarray(0, found).sort();
    for (let i = found - 1; i >= 0; i--) {
      const step = candidates[i]!;
      const other = this.#chosen[step - 1]!;
      if (clocks[clock + other]! >= step) continue;
      this.#join(clock, step);
      this.#reverse(step - 1, depth, actor);
    }
    clocks[clock + actor] = depth + 1;
    own.set(this.#lastStep + actor, depth + 1);
    for (let i = 0; i < size; i++) {
      if (changes[i] === 1) own.set(this.#lastChange + objects[i]!, depth + 1);
      else own.set(this.#lastLook + objects[i]! * actors + actor, depth + 1);
    }
  }

  #join(clock: number, step: number): void {
    const clocks = this.#clocks;
    const from = (step - 1) * this.#actors;
    for (let other = 0; other < this.#actors; other++) {
      if (clocks[from + other]! > clocks[clock + other]!) clocks[clock + other] = clocks[from + other]!;
    }
  }

  /** The step at `depth`, of `actor`, could come before the one at `early`: see to it that this is explored. */
  #reverse(early: number, depth: number, actor: number): void {
    const clocks = this.#clocks;
    const actors = this.#actors;
    const racer = this.#chosen[early]!;
    // Initials: actors whose first step after `early`, among those that do not happen after it, depends on none of these.
    let seen = 0;
    let initials = 0;
    for (let step = early + 1; step <= depth; step++) {
      const other = step === depth ? actor : this.#chosen[step]!;
      const clock = step * actors;
      if (step < depth && clocks[clock + racer]! > early) continue;
      if ((seen & (1 << other)) !== 0) continue;
      let first = true;
      for (let before = 0; first && before < actors; before++) {
        if ((seen & (1 << before)) !== 0 && clocks[clock + before]! > this.#firstSeen[before]!) first = false;
      }
      if (first) initials |= 1 << other;
      seen |= 1 << other;
      this.#firstSeen[other] = step;
    }
    initials &= this.#enabled[early]!;
    if (initials === 0 || (initials & (this.#backtrack[early]! | this.#sleep[early]!)) !== 0) return;
    this.#backtrack[early]! |= (initials & (1 << actor)) !== 0 ? 1 << actor : initials & -initials;
  }

  readonly #firstSeen = new Int32Array(32);
}

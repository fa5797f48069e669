// The order that the steps of the path depend on each other in: a vector clock for each step, and for each object who touched it
// last. A step that closes a race, two steps that depend on each other and on nothing between them, is told with its earlier side.
import { Ledger } from '../machine/ledger.ts';
import type { Footprint } from '../machine/footprint.ts';
import type { Machine } from '../machine/machine.ts';

export class Dependences {
  /** The earlier steps, by their depth, of the races that the step placed last has closed: `found` of them. */
  readonly races: Int32Array;
  found = 0;
  readonly #machine: Machine;
  readonly #actors: number;
  /** Who acted at which depth. */
  readonly #chosen: Int32Array;
  /** For each step, how many steps of each actor happened before it, itself included, as depth + 1 of the last one. */
  readonly #clocks: Int32Array;

  // Who touched what last, as depth + 1 of the step; rolled back with the path.
  readonly #last = new Ledger();
  readonly #lastStep: number;
  readonly #lastChange: number;
  readonly #lastLook: number;
  /** The last expiry of a time-out: all that comes later depends on it. */
  readonly #barrier: number;

  readonly #candidates: Int32Array;
  readonly #firstSeen: Int32Array;

  /** @param chosen who acted at which depth; kept up to date by the search. */
  constructor(machine: Machine, chosen: Int32Array) {
    const { count, footprintSize } = machine.objects;
    this.#machine = machine;
    this.#actors = machine.actors.count;
    this.#chosen = chosen;
    this.#clocks = new Int32Array(chosen.length * this.#actors);
    this.#lastStep = this.#last.reserve(this.#actors);
    this.#lastChange = this.#last.reserve(count);
    this.#lastLook = this.#last.reserve(count * this.#actors);
    this.#barrier = this.#last.reserve(1);
    this.#candidates = new Int32Array(this.#actors * footprintSize + 2);
    this.races = new Int32Array(this.#candidates.length);
    this.#firstSeen = new Int32Array(this.#actors);
  }

  get mark(): number {
    return this.#last.mark;
  }

  rollback(mark: number): void {
    this.#last.rollback(mark);
  }

  /** Places the step that is about to be taken. */
  place(depth: number, step: Footprint, expires: boolean): void {
    const { words } = this.#last;
    const actors = this.#actors;
    const clocks = this.#clocks;
    const clock = depth * actors;
    const actor = this.#chosen[depth]!;
    clocks.fill(0, clock, clock + actors);
    this.#join(clock, words[this.#lastStep + actor]!);
    this.#join(clock, words[this.#barrier]!);
    if (expires) {
      // It happens because nobody else can act: after all there was.
      for (let other = 0; other < actors; other++) this.#join(clock, words[this.#lastStep + other]!);
      this.#last.set(this.#barrier, depth + 1);
    }
    this.#join(clock, this.#machine.wokenBy(actor));
    this.#findRaces(clock, this.#findCandidates(actor, step));
    clocks[clock + actor] = depth + 1;
    this.#last.set(this.#lastStep + actor, depth + 1);
    for (let i = 0; i < step.size; i++) {
      const object = step.objects[i]!;
      if (step.changes[i] === 1) this.#last.set(this.#lastChange + object, depth + 1);
      else this.#last.set(this.#lastLook + object * actors + actor, depth + 1);
    }
  }

  /** The steps that this one depends on directly, if nothing between does, as depth + 1: how many. */
  #findCandidates(actor: number, step: Footprint): number {
    const { words } = this.#last;
    const candidates = this.#candidates;
    let found = 0;
    for (let i = 0; i < step.size; i++) {
      const object = step.objects[i]!;
      const change = words[this.#lastChange + object]!;
      if (change > 0) candidates[found++] = change;
      if (step.changes[i] === 0) continue;
      const looks = this.#lastLook + object * this.#actors;
      for (let other = 0; other < this.#actors; other++) if (other !== actor && words[looks + other]! > change) candidates[found++] = words[looks + other]!;
    }
    // Latest first: a step that happened before another candidate is no race of its own.
    candidates.subarray(0, found).sort().reverse();
    return found;
  }

  #findRaces(clock: number, candidates: number): void {
    this.found = 0;
    for (let i = 0; i < candidates; i++) {
      const step = this.#candidates[i]!;
      if (this.#clocks[clock + this.#chosen[step - 1]!]! >= step) continue;
      this.#join(clock, step);
      this.races[this.found++] = step - 1;
    }
  }

  /** @param step depth + 1 of a step that happened before, or 0 for none. */
  #join(clock: number, step: number): void {
    if (step === 0) return;
    const clocks = this.#clocks;
    const from = (step - 1) * this.#actors;
    for (let other = 0; other < this.#actors; other++) {
      if (clocks[from + other]! > clocks[clock + other]!) clocks[clock + other] = clocks[from + other]!;
    }
  }

  /**
   * The actors that can begin, at the earlier side of a race, an execution in which the later side comes first: those whose first step
   * after it, among the steps that do not happen after it, depends on none of these.
   */
  initials(early: number, depth: number): number {
    const clocks = this.#clocks;
    const actors = this.#actors;
    const racer = this.#chosen[early]!;
    let seen = 0;
    let initials = 0;
    for (let step = early + 1; step <= depth; step++) {
      const other = this.#chosen[step]!;
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
    return initials;
  }
}

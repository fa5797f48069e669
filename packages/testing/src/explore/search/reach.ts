// Which actors ever touch which object, as far as has been seen, and what follows: which actors need be let loose at a
// state. Actors whose next steps nobody else can disturb, whatever the others do first, may go alone; the others' turns
// come later (persistent sets, Godefroid 1996). What "ever" means is learned: the search starts over when it sees an actor
// touch what it had not touched before, and is right once it ends without that.
import type { Footprint } from '../machine/footprint.ts';
import type { Machine } from '../machine/machine.ts';
import { countOf } from './policies.ts';

export class Reach {
  /** Whether something was learned since this was last set to false. */
  grown = false;
  /** For each object, the actors that look at it and those that change it, one bit each. */
  readonly #lookers: Int32Array;
  readonly #changers: Int32Array;

  constructor(objects: number) {
    this.#lookers = new Int32Array(objects);
    this.#changers = new Int32Array(objects);
  }

  /** An actor takes a step. */
  learn(actor: number, step: Footprint): void {
    const bit = 1 << actor;
    for (let i = 0; i < step.size; i++) {
      const who = step.changes[i] === 1 ? this.#changers : this.#lookers;
      const object = step.objects[i]!;
      if ((who[object]! & bit) !== 0) continue;
      who[object]! |= bit;
      this.grown = true;
    }
  }

  /** Actors that may be let loose alone at this state, of those that are able; all of them if there is nothing to gain. */
  choose(machine: Machine, able: number, step: Footprint): number {
    const { allThreads } = machine.actors;
    let best = able;
    let size = countOf(able);
    for (let seeds = able & allThreads; seeds !== 0 && size > 1; seeds &= seeds - 1) {
      const closed = this.#close(machine, seeds & -seeds, able, step) & able;
      const count = countOf(closed);
      if (count >= size || (closed & allThreads) === 0) continue;
      best = closed;
      size = count;
    }
    return best;
  }

  /** The actors that must go with some: who can disturb their next steps, and so on. */
  #close(machine: Machine, seed: number, able: number, step: Footprint): number {
    const alive = machine.ability.alive();
    let chosen = seed;
    for (let open = seed; open !== 0; ) {
      const actor = 31 - Math.clz32(open & -open);
      open &= open - 1;
      let more = 0;
      // The next step of one that is able; of another, what it waits for.
      if ((able & (1 << actor)) !== 0) machine.footprint(actor, step);
      else if (!machine.awaited(actor, step)) return able;
      for (let i = 0; i < step.size; i++) {
        const object = step.objects[i]!;
        more |= this.#changers[object]! | (step.changes[i] === 1 ? this.#lookers[object]! : 0);
      }
      more &= alive & ~chosen;
      chosen |= more;
      open |= more;
      if ((chosen & able) === able) return able;
    }
    return chosen;
  }
}

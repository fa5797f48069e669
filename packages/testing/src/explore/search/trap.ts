// Whether a schedule leads into a livelock: to a state from which the threads cannot come to an end, whatever they do without
// help. What has not ended after many steps may only have been unlucky; this is certain, and so a livelock can be shrunk.
import { Machine } from '../machine/machine.ts';
import type { Program } from '../program.ts';
import { Contested } from '../races/contested.ts';

/** States that are looked at before it is left open. */
const MAX_STATES = 20_000;

export const TRAPPED = 'the threads can go on for ever from here, and cannot come to an end';

export class Trap {
  readonly #machine: Machine;

  constructor(program: Program) {
    const { objects } = new Machine(program);
    this.#machine = new Machine(program, new Contested(objects.count));
  }

  /** The schedule without steps that cannot be taken, if it leads into a livelock for certain; else undefined. */
  entered(schedule: readonly number[]): readonly number[] | undefined {
    const machine = this.#machine;
    const carried: number[] = [];
    machine.restart();
    for (const actor of schedule) {
      const { able, expires } = this.#choice();
      if (((able | machine.ability.interference()) & (1 << actor)) === 0) continue;
      carried.push(actor);
      machine.act(actor, carried.length, expires);
      if (machine.failure !== undefined) return undefined;
    }
    return this.#canEnd() ? undefined : carried;
  }

  /** Depth first from where the machine stands, up to the first end or failure. */
  #canEnd(): boolean {
    const machine = this.#machine;
    const seen = new Set<string>();
    const path: { readonly mark: number; open: number; readonly expires: boolean }[] = [];
    for (;;) {
      if (machine.failure !== undefined || seen.size === MAX_STATES) return true;
      const state = `${machine.low} ${machine.high}`;
      const { able, expires } = this.#choice();
      if (able === 0) return true;
      path.push({ mark: machine.mark, open: seen.has(state) ? 0 : able, expires });
      seen.add(state);
      while (path.at(-1)?.open === 0) path.pop();
      const last = path.at(-1);
      if (last === undefined) return false;
      machine.rollback(last.mark);
      const actor = 31 - Math.clz32(last.open & -last.open);
      last.open &= last.open - 1;
      machine.act(actor, 0, last.expires);
    }
  }

  #choice(): { readonly able: number; readonly expires: boolean } {
    const { ability } = this.#machine;
    const able = ability.threads();
    return able === 0 ? { able: ability.expiring(), expires: true } : { able, expires: false };
  }
}

// What a search by states must know beforehand is learned on random schedules: they show most of what threads touch.
import { Random } from '../../workloads/random.ts';
import { Footprint } from '../machine/footprint.ts';
import { Machine } from '../machine/machine.ts';
import type { Program } from '../program.ts';
import type { Contested } from '../races/contested.ts';
import { pct, walk } from './policies.ts';
import type { Reach } from './reach.ts';
import { runToEnd } from './run-to-end.ts';

const LESSONS = 300;
const MAX_STEPS = 2000;

/** Fills in most of `reach` and `contested`. */
export function learn(program: Program, reach: Reach, contested: Contested): void {
  const machine = new Machine(program, contested);
  const step = new Footprint(machine.objects.footprintSize);
  const random = new Random(1);
  for (let run = 0; run < LESSONS; run++) {
    machine.restart();
    const policy = run % 2 === 0 ? walk(random) : pct(random, machine.actors.count, 3, 100);
    runToEnd(machine, [], MAX_STEPS, (able, at) => {
      const actor = policy(able, at);
      machine.footprint(actor, step, machine.ability.threads() === 0);
      reach.learn(actor, step);
      return actor;
    });
  }
}

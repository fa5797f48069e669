import type { Machine } from '../machine/machine.ts';
import type { Policy } from './policies.ts';

/** Runs one execution from where the machine stands to its end, and notes who acted. */
export function runToEnd(machine: Machine, schedule: number[], maxSteps: number, policy: Policy): void {
  while (machine.failure === undefined) {
    let able = machine.ability.all();
    const expires = able === 0;
    if (expires) able = machine.ability.expiring();
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

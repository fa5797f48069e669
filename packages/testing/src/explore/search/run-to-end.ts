import type { Machine } from '../machine/machine.ts';
import type { Policy } from './policies.ts';

/**
 * Runs one execution from where the machine stands to its end, and notes who acted. Where no thread can go on without help, the
 * execution is judged as it stands; if it is well, a death or an early wake may still come.
 */
export function runToEnd(machine: Machine, schedule: number[], maxSteps: number, policy: Policy): void {
  const { ability } = machine;
  while (machine.failure === undefined) {
    let able = ability.threads();
    const expires = able === 0;
    if (expires) able = ability.expiring();
    if (able === 0) machine.finish();
    able |= ability.interference();
    // eslint-disable-next-line @typescript-eslint/no-unnecessary-condition -- finish() sets it
    if (able === 0 || machine.failure !== undefined) return;
    if (schedule.length >= maxSteps) {
      machine.fail({ kind: 'livelock', text: `not ended after ${maxSteps} steps` });
      return;
    }
    const actor = policy(able, schedule.length);
    if (actor === STAYS) return;
    schedule.push(actor);
    machine.act(actor, schedule.length, expires);
  }
}

/** What a policy says to leave an execution as it stands, where no thread can go on. */
export const STAYS = -1;

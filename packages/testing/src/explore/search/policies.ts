// Ways to decide who acts next.
import type { Random } from '../../workloads/random.ts';

/** Who acts at a step, of those whose bit is set. */
export type Policy = (able: number, step: number) => number;

/** Any of them, each as likely. */
export function walk(random: Random): Policy {
  return (able) => nthOf(able, random.below(countOf(able)));
}

/** PCT's rule, see `exploreRandomly`. @param steps about how many steps an execution has. */
export function pct(random: Random, actors: number, depth: number, steps: number): Policy {
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

/** How many bits are set. */
export function countOf(mask: number): number {
  let count = 0;
  for (let left = mask; left !== 0; left &= left - 1) count++;
  return count;
}

function nthOf(mask: number, n: number): number {
  let left = mask;
  for (let i = 0; i < n; i++) left &= left - 1;
  return 31 - Math.clz32(left & -left);
}

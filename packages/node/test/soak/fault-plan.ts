// When what goes wrong: each fault strikes at random, so many times in a million packets on the average. From one seed
// the plan is the same; what the threads make of it is not.
import type { Random } from '@dist/testing';

/** Faults that the soak itself decides on; workers leave and rejoin of their own accord. */
export const faultNames = ['kill', 'stuck', 'stuck and killed', 'throw', 'slow', 'flush', 'flush and kill', 'clear returns'] as const;
export type FaultName = (typeof faultNames)[number];

/** In a million packets; `stuck and killed` are some of those that are `stuck`. A hundred million then see some 23,000 faults; 550 of them end a thread, which takes as long as 100,000 packets. */
const PER_MILLION: Readonly<Record<FaultName, number>> = {
  kill: 3,
  stuck: 7,
  'stuck and killed': 2,
  throw: 200,
  slow: 20,
  flush: 2,
  'flush and kill': 0.5,
  'clear returns': 2,
};

export class FaultPlan {
  readonly #random: Random;
  readonly #gaps: Readonly<Record<FaultName, number>>;
  readonly #due: Record<FaultName, number>;

  /** @param scale how many times more faults than usual */
  constructor(random: Random, scale: number) {
    this.#random = random;
    const entries = faultNames.map((name) => [name, 1e6 / (PER_MILLION[name] * scale)] as const);
    this.#gaps = Object.fromEntries(entries) as Record<FaultName, number>;
    this.#due = Object.fromEntries(entries.map(([name, gap]) => [name, this.#gap(gap)])) as Record<FaultName, number>;
  }

  /** Whether the fault strikes now, after so many packets. Then the next one is due later. */
  strikes(name: FaultName, packets: number): boolean {
    if (packets < this.#due[name]) return false;
    this.#due[name] = packets + this.#gap(this.#gaps[name]);
    return true;
  }

  #gap(mean: number): number {
    return 1 + this.#random.below(Math.max(1, Math.round(2 * mean)));
  }
}

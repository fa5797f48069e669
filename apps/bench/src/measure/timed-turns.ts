// How long turns take that are timed one by one, by percentiles.
import { clockCost } from './clock.ts';
import { distributionOf } from './time-distribution.ts';
import type { Outcome } from './variant.ts';

/** Turns before the first that is timed. */
const BEFORE = 1000;

/** Takes so many turns, each with its number; reading the clock is taken off. Nanoseconds. */
export function timedTurns(count: number, turn: (number: number) => void): Outcome {
  const cost = clockCost();
  const times = new Float64Array(count);
  for (let i = 0; i < Math.min(BEFORE, count); i++) turn(i);
  for (let i = 0; i < count; i++) {
    const start = performance.now();
    turn(i);
    times[i] = (performance.now() - start) * 1e6 - cost;
  }
  return { values: distributionOf(times) };
}

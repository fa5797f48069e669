import { requireInteger } from '../require-integer.ts';
import type { WaitStrategy } from './wait-strategy.ts';

/** Options of {@link spinThenPark}. */
export interface SpinThenParkOptions {
  /** Looks before it parks, 0 to 2^30. Default 2000: some tens of microseconds, about what a wake costs. */
  readonly spins?: number;
  /**
   * Milliseconds before it looks again unwoken, more than 0. Default 1000: wakes come at once, this only bounds how long a
   * thread sleeps whose waker died in the middle of waking it.
   */
  readonly parkMs?: number;
}

/** Spins for a while, then parks: near the lowest latency under load, no processor time when idle. The default. */
export function spinThenPark(options: SpinThenParkOptions = {}): WaitStrategy {
  const spins = requireInteger('spinThenPark spins', options.spins ?? 2000, 0, 2 ** 30);
  const parkMs = options.parkMs ?? 1000;
  if (!(parkMs > 0)) throw new RangeError(`spinThenPark parkMs must be positive, got ${String(parkMs)}`);
  return {
    parkMs,
    spin(round, pause): boolean {
      pause();
      return round < spins;
    },
  };
}

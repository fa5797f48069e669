import type { WaitStrategy } from './wait-strategy.ts';

/** Never parks: the lowest latency, and a whole core for each thread that waits. For threads with a core of their own. */
export function busySpin(): WaitStrategy {
  return {
    parkMs: Infinity,
    spin(_round, pause): boolean {
      pause();
      return true;
    },
  };
}

import type { WaitStrategy } from '@dist/core';

/** Options of {@link backOff}. */
export interface BackOffOptions {
  /** Looks before it parks. Default 64. */
  readonly looks?: number;
  /** Pauses between two looks at most, some 25 ns each. Default 256. */
  readonly pauses?: number;
}

/**
 * Looks at once, then after 1, 2, 4, 8... pauses, and parks in the end. A worker whose next packet comes soon is as fast
 * as one that spins, and the longer it waits the less it disturbs the memory that the others work on.
 */
export function backOff({ looks = 64, pauses = 256 }: BackOffOptions = {}): WaitStrategy {
  return {
    parkMs: 1000,
    spin(round, pause): boolean {
      // `round` grows without a bound, and 2 ** round soon would, too.
      const count = round < 32 ? Math.min(2 ** (round - 1), pauses) : pauses;
      for (let i = 0; i < count; i++) pause();
      return round < looks;
    },
  };
}

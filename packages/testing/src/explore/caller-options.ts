import type { DistributorOptions } from '@dist/core';

/** Options of `CallerSide`. */
export interface CallerOptions {
  /** The distributor's own, its memory apart. */
  readonly limits: Omit<DistributorOptions, 'memory'>;
  /** The tag of each packet, in order. */
  readonly tags: readonly number[];
  /** Watches for workers that have died, and decides so about their suspects. Default: nobody dies. */
  readonly loss?: 'retry' | 'fail';
  /** A cell that is set to 1, and its waiters woken, when the slot of a worker that died is free again. */
  readonly freedCell?: number;
  /**
   * False: the distributor's waits end by a wake alone, whatever time it gives them, so that what nothing but a time-out mends is a
   * lost wake-up. Default true.
   */
  readonly timeOuts?: boolean;
  /** A cell that nobody changes, for `rest` to sleep on. Default: there are no rests. */
  readonly restCell?: number;
  /**
   * Each call begins with a checkpoint. Then the code around must keep nothing from one call to the next but what stands in
   * here. Default false.
   */
  readonly checkpoints?: boolean;
}

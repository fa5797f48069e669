// How a thread waits for the other side. A thread that waits looks again and again; between two looks it asks the
// strategy whether to go on looking or to park, that is, to sleep until it is woken.

/** Implemented by whoever wants another trade of latency against processor time. See DPDK's guide, "Worker Operation". */
export interface WaitStrategy {
  /**
   * Called after each look that found nothing.
   * @param round looks that found nothing since the wait began or since the last wake, from 1.
   * @param pause tells the processor that this thread spins (about 25 ns); a strategy may call it or not.
   * @returns true to look again at once, false to park.
   */
  spin(round: number, pause: () => void): boolean;
  /** How long a thread stays parked before it looks again unwoken, in milliseconds; Infinity relies on wakes alone. */
  readonly parkMs: number;
}

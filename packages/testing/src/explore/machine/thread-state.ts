/** What a thread of the machine is doing, one number each. */
export const ThreadState = {
  RUNS: 0,
  /** Asleep in a wait. */
  WAITS: 1,
  ENDED: 2,
  /** Killed, and about to take its last step. */
  DYING: 3,
  DIED: 4,
} as const;

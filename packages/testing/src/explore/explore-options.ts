/** Bounds of `exploreAll`. */
export interface ExploreOptions {
  /** Steps after which an execution counts as a livelock. Default 5000. */
  readonly maxSteps?: number;
  /** Gives up after so many executions. Default Infinity. */
  readonly maxExecutions?: number;
  /** Gives up after so many milliseconds. Default Infinity. */
  readonly milliseconds?: number;
  /** False explores every interleaving, the slow way: to check the reduction itself. Default true. */
  readonly reduce?: boolean;
}

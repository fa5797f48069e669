/** Bounds of `exploreStates`. */
export interface StateOptions {
  /** Gives up after so many states. Default 20 million, which take some 0.4 GB. */
  readonly maxStates?: number;
  /** Gives up after so many milliseconds. Default Infinity. */
  readonly milliseconds?: number;
  /** False lets all actors loose at every state: to check the reduction itself. Default true. */
  readonly reduce?: boolean;
}

import type { Failure } from './failure.ts';

/** A failure and the schedule that leads to it. `describeFinding` tells it as a story, `shrink` makes it short. */
export interface Finding extends Failure {
  /** Who acts, step by step: replay it with `replay`, write it down with `formatSchedule`. */
  readonly schedule: readonly number[];
}

/** What an exploration did. `describeExploration` puts it in one line. */
export interface Exploration {
  readonly program: string;
  /** What went wrong, if anything did: the exploration stops at the first. */
  readonly finding: Finding | undefined;
  /** Whether everything was explored that there is, within the program's own limits. */
  readonly complete: boolean;
  /** Executions carried out to their end. No two of an exhaustive exploration are equivalent. */
  readonly executions: number;
  /** Executions given up since all that could follow had been explored. */
  readonly pruned: number;
  /** Different states of the whole program, where these were told apart; else 0. */
  readonly states: number;
  /** Steps taken. */
  readonly steps: number;
  /** Steps of the longest execution. */
  readonly longest: number;
  /** Different states of single threads, counted with their past. */
  readonly nodes: number;
  /** Runs of threads' code. */
  readonly runs: number;
  /** How long it took. */
  readonly milliseconds: number;
}

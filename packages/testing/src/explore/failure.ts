import type { RaceKind } from './races/race-kind.ts';

/** What an execution can do wrong. */
export type FailureKind =
  /** Two accesses of a word, one of them plain, are not ordered by atomic ones. */
  | 'race'
  /** Nobody can go on, and a thread waits on a word that no longer holds what it waits for: nobody told it. */
  | 'lost-wake-up'
  /** Nobody can go on. */
  | 'deadlock'
  /** The execution had not ended after the bound of steps. */
  | 'livelock'
  /** A thread threw, or returned a promise. */
  | 'threw'
  /** The program's own check found something. */
  | 'check';

/** What went wrong at the end of a schedule. */
export interface Failure {
  readonly kind: FailureKind;
  /** For a race: what kind of one. */
  readonly race?: RaceKind;
  readonly text: string;
}

// A bug of the field, re-introduced into our own code: a change of a source text that is made while the module is loaded. What
// ships has no switches.
import type { Breach } from './check.ts';
import type { CheckName } from './checks.ts';

/** One change of one text. */
export interface Edit {
  /** Occurs exactly once in all sources of core, or in `file`: else the mutant no longer applies, and its tests fail. */
  readonly find: string;
  readonly replace: string;
  /** Under `packages/core/src`; needed only where the text occurs in other files too. */
  readonly file?: string;
}

export interface Mutant {
  /** Unique: what the code does now. */
  readonly name: string;
  /** Where such a bug was seen: commit, issue, or our own history. */
  readonly seenIn: string;
  readonly edits: readonly Edit[];
  /** The check that is expected to catch it. */
  readonly check: CheckName;
  /** What that check says then. */
  readonly breaks: Breach;
  /** Matches the text of the failure, and of no other failure of that kind: an error may come of any crash. */
  readonly says?: RegExp;
  /** How many schedules, executions, runs or packets the check may need until it does. */
  readonly within: number;
}

/** A change under which the check must pass. */
export type Harmless = Pick<Mutant, 'name' | 'edits' | 'check'>;

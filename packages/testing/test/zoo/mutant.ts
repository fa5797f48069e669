// A bug of the field, re-introduced into our own code: a change of a source text that is made while the module is loaded. What
// ships has no switches.
import type { FailureKind, PromiseName } from '../../src/index.ts';
import type { CheckName } from './checks.ts';

/** How a check says what went wrong: a promise that was broken, or what the explorer saw. */
export type Breach = PromiseName | Exclude<FailureKind, 'check'>;

/** One change of one text. */
export interface Edit {
  /** Occurs exactly once in the file: else the mutant no longer applies, and its test fails. */
  readonly find: string;
  readonly replace: string;
  /** Default: the mutant's. */
  readonly file?: string;
}

export interface Mutant {
  /** Unique: what the code does now. */
  readonly name: string;
  /** Where such a bug was seen: commit, issue, paper; or our own history. */
  readonly seenIn: string;
  /** File under `packages/core/src`. */
  readonly file: string;
  readonly edits: readonly Edit[];
  /** The check that is expected to catch it. */
  readonly check: CheckName;
  /** What that check says then. */
  readonly breaks: Breach;
  /** How many schedules, executions, runs or packets the check may need until it does. */
  readonly within: number;
}

/** The files that a mutant changes. */
export const filesOf = ({ file, edits }: Mutant): string[] => [...new Set(edits.map((edit) => edit.file ?? file))];

/** The source of one of them with the changes. @throws RangeError when the mutant no longer applies. */
export function planted(source: string, file: string, mutant: Mutant): string {
  let text = source;
  for (const { find, replace, file: where = mutant.file } of mutant.edits) {
    if (where !== file) continue;
    const times = text.split(find).length - 1;
    if (times !== 1) throw new RangeError(`the mutant "${mutant.name}" no longer applies: "${find}" occurs ${times} times in ${file}`);
    text = text.replace(find, () => replace);
  }
  return text;
}

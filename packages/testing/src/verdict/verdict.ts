import type { PromiseName } from './promise-name.ts';
import type { ViolationKind } from './violation-kind.ts';
import type { Violation } from './violation.ts';

/** What a check found. */
export interface Verdict {
  /** Nothing was violated, of what was checked. */
  readonly kept: boolean;
  /** All violations seen, also those past the limit of `violations`. */
  readonly total: number;
  /** How many of each kind; a kind that was not seen is absent. */
  readonly counts: Readonly<Partial<Record<ViolationKind, number>>>;
  /** The first violations, in the order they were seen. */
  readonly violations: readonly Violation[];
  /** What was looked at, for the reader: "9 packets of 3 tags, 31 events". */
  readonly scope: string;
  /** The promises that were looked at: those without a violation were kept. Empty where the check does not say. */
  readonly checked: readonly PromiseName[];
  /** Promises that nothing is said about, each with the reason: "no flush was recorded". They are neither kept nor violated. */
  readonly notChecked: Readonly<Partial<Record<PromiseName, string>>>;
}

import { describeVerdict } from './describe-verdict.ts';
import type { Verdict } from './verdict.ts';

/** Fails a test of any runner: throws an Error that tells the violations when there are any. */
export function assertKept(verdict: Verdict): void {
  if (!verdict.kept) throw new Error(describeVerdict(verdict));
}

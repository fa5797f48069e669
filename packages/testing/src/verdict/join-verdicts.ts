import type { PromiseName } from './promise-name.ts';
import type { ViolationKind } from './violation-kind.ts';
import type { Verdict } from './verdict.ts';

/** One verdict over several checks of the same run. A promise is checked if one of them did. */
export function joinVerdicts(verdicts: readonly Verdict[]): Verdict {
  const counts: Partial<Record<ViolationKind, number>> = {};
  for (const verdict of verdicts) {
    for (const [kind, count] of Object.entries(verdict.counts) as [ViolationKind, number][]) counts[kind] = (counts[kind] ?? 0) + count;
  }
  const checked = new Set(verdicts.flatMap((verdict) => verdict.checked));
  const notChecked = verdicts.flatMap((verdict) => Object.entries(verdict.notChecked)).filter(([promise]) => !checked.has(promise as PromiseName));
  return {
    kept: verdicts.every((verdict) => verdict.kept),
    total: verdicts.reduce((sum, verdict) => sum + verdict.total, 0),
    counts,
    violations: verdicts.flatMap((verdict) => verdict.violations),
    scope: verdicts.map((verdict) => verdict.scope).join('; '),
    checked: [...checked],
    notChecked: Object.fromEntries(notChecked),
  };
}

// Holds a run against the targets.
import type { Results } from '../measure/result.ts';
import { formatValue } from './format-value.ts';
import { isOurs } from './lookup.ts';
import type { Target } from './target.ts';
import { textTable } from './text-table.ts';

export type Verdict = 'aim met' | 'met' | 'MISSED' | 'not measured';

export interface CheckedTarget {
  readonly target: Target;
  readonly verdict: Verdict;
  readonly value: number | undefined;
  /** What was divided by what, or why there is no value. */
  readonly details: readonly string[];
  /** Some of its runs were disturbed. */
  readonly disturbed: boolean;
}

export function checkTargets(targets: readonly Target[], results: Results): CheckedTarget[] {
  return targets.map((target) => {
    const measured = target.measure(results);
    if ('missing' in measured) return { target, verdict: 'not measured', value: undefined, details: [measured.missing], disturbed: false };
    const { value, details, rows } = measured;
    const reaches = (bound: number): boolean => (target.bound === 'at least' ? value >= bound : value <= bound);
    const verdict = reaches(target.aim) ? 'aim met' : reaches(target.required) ? 'met' : 'MISSED';
    return { target, verdict, value, details, disturbed: rows.some(({ disturbed }) => disturbed) };
  });
}

/** Our own rows whose order the checker found broken: no speed makes up for that. */
export function brokenRows(results: Results): string[] {
  return results.cases.flatMap(({ id, rows }) =>
    rows.filter((row) => isOurs(row) && row.verification?.kept === false).map(({ variant }) => `${id}/${variant}`),
  );
}

export function targetsText(checked: readonly CheckedTarget[]): string {
  const header = ['', 'required', 'aim', 'measured', 'verdict'];
  const lines = checked.map(({ target, verdict, value, disturbed }) => [
    `  ${target.text}${disturbed ? ' *' : ''}`,
    `${target.bound} ${formatBound(target.required, target)}`,
    formatBound(target.aim, target),
    value === undefined ? '–' : formatBound(value, target),
    verdict,
  ]);
  const notes = checked.filter(({ verdict }) => verdict === 'not measured' || verdict === 'MISSED').flatMap(({ target, details, verdict }) => {
    return [`  ${target.text}: ${verdict}`, ...details.map((detail) => `      ${detail}`)];
  });
  if (checked.some(({ disturbed }) => disturbed)) notes.push('  * with disturbed runs: read with care');
  return ['Targets', textTable([header, ...lines]), ...notes].join('\n');
}

/** A value in the form of its target. */
export function formatBound(value: number, { form }: Target): string {
  switch (form) {
    case 'times':
      return `${formatValue(value)} ×`;
    case 'share':
      return `${formatValue(value * 100)} %`;
    case 'count':
    case 'bytes':
      return formatValue(value);
  }
}

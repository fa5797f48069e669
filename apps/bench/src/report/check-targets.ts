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
    value === undefined ? '–' : formatMeasured(value, target),
    verdict,
  ]);
  const [head, ...table] = textTable([header, ...lines]).split('\n');
  const explained = checked.flatMap(({ verdict, details }, i) => {
    return verdict === 'not measured' ? [table[i]] : [table[i], ...details.map((detail) => `      ${detail}`)];
  });
  const notes = [`  ${summaryText(checked)}`];
  const reasons = new Set(checked.filter(({ verdict }) => verdict === 'not measured').flatMap(({ details }) => details));
  if (reasons.size > 0) notes.push(`  no number: ${[...reasons].join('; ')}`);
  if (checked.some(({ disturbed }) => disturbed)) notes.push('  * with disturbed runs: read with care');
  return ['Targets', head, ...explained, '', ...notes].join('\n');
}

/** The targets are for five rounds at full scale: what is short of that, or undefined. */
export function shortRunText({ rounds, scale }: Results): string | undefined {
  return rounds >= 5 && scale >= 1 ? undefined : `  a short run (${rounds} rounds at scale ${scale}, where the targets ask for 5 at 1): a first impression, no verdict`;
}

/** How many of each verdict. */
export function summaryText(checked: readonly CheckedTarget[]): string {
  const counts = (['aim met', 'met', 'MISSED', 'not measured'] as const).map((verdict) => {
    return [checked.filter((one) => one.verdict === verdict).length, verdict] as const;
  });
  const some = counts.filter(([count]) => count > 0).map(([count, verdict]) => `${count} ${verdict}`);
  return `${checked.length} targets: ${some.join(', ')}`;
}

/** A bound in the form of its target: `1.5 ×`, `95 %`, `300 MB`. */
export function formatBound(value: number, target: Target): string {
  return formatMeasured(value, target).replace(/^(\d+)\.(\d*?)0*(?= )/, (_, whole: string, part: string) => (part === '' ? whole : `${whole}.${part}`));
}

/** A measured value in the form of its target, with three digits that matter. */
export function formatMeasured(value: number, { form }: Target): string {
  switch (form) {
    case 'times':
      return `${formatValue(value)} ×`;
    case 'share':
      return `${formatValue(value * 100)} %`;
    case 'bytes':
      return `${formatValue(value)}${value < 1e4 ? ' ' : ''}B`;
    case 'count':
      return formatValue(value);
  }
}

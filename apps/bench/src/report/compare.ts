// Two runs side by side. Numbers of different runs are not comparable by themselves: the machine may have been slower. So beside each
// change stands what is left of it when the change of the others in the same case is taken off: the peers have not been worked on.
import type { CaseResult, Results } from '../measure/result.ts';
import { summarize } from '../measure/statistics.ts';
import type { Metric } from '../measure/variant.ts';
import { formatValue } from './format-value.ts';
import { caseOf, isOurs } from './lookup.ts';
import { textTable } from './text-table.ts';

export interface Change {
  readonly name: string;
  readonly before: number;
  readonly after: number;
  /** After over before; infinite where there was nothing before. */
  readonly factor: number;
  /** The factor over that of the others in the case; undefined where there are none. */
  readonly ownFactor: number | undefined;
  /** Even the extremes of the two do not overlap. */
  readonly apart: boolean;
}

/** Rows that both runs have, in the order of the second. */
export function changesBetween(before: Results, after: Results): Change[] {
  return after.cases.flatMap((result) => {
    const earlier = caseOf(before, result.id);
    if (earlier === undefined) return [];
    return result.metrics.flatMap((metric, at) => changesOf(metric, at === 0, earlier, result));
  });
}

/** Of one metric; that of the case's main one is named by the variant alone. */
function changesOf(metric: Metric, main: boolean, earlier: CaseResult, result: CaseResult): Change[] {
  const pairs = result.rows.flatMap((row) => {
    const old = earlier.rows.find(({ variant }) => variant === row.variant);
    const pair = old && { old: old.values[metric.name], now: row.values[metric.name] };
    return pair?.old && pair.now ? [{ row, old: pair.old, now: pair.now }] : [];
  });
  const others = pairs.filter(({ row }) => !isOurs(row)).map(({ old, now }) => factorOf(old.median, now.median)).filter(Number.isFinite);
  const drift = others.length === 0 ? undefined : summarize(others).median;
  return pairs.map(({ row, old, now }) => {
    const factor = factorOf(old.median, now.median);
    return {
      name: `${result.id}/${row.variant}${main ? '' : `, ${metric.name}`}`,
      before: old.median,
      after: now.median,
      factor,
      ownFactor: drift === undefined || drift === 0 ? undefined : factor / drift,
      apart: now.min > old.max || now.max < old.min,
    };
  });
}

/** What was nothing and is nothing has not changed. */
const factorOf = (before: number, after: number): number => (before === after ? 1 : after / before);

/** There is no telling how many times nothing became something. */
const factorText = (factor: number): string => (Number.isFinite(factor) ? `${factor.toFixed(2)} ×` : 'from 0');

export function comparisonText(before: Results, after: Results): string {
  const lines = changesBetween(before, after).map(({ name, before: old, after: now, factor, ownFactor, apart }) => [
    name,
    formatValue(old),
    formatValue(now),
    `${factorText(factor)}${apart ? ' !' : ''}`,
    ownFactor === undefined ? '' : factorText(ownFactor),
  ]);
  const notes: string[] = [];
  for (const what of ['processor', 'cores', 'node', 'code'] as const) {
    const [a, b] = [before.machine[what], after.machine[what]];
    if (a !== b) notes.push(`not the same ${what}: ${a} and ${b}`);
  }
  for (const what of ['rounds', 'scale'] as const) {
    if (before[what] !== after[what]) notes.push(`not the same ${what}: ${before[what]} and ${after[what]}`);
  }
  const table = textTable([['', before.started, after.started, 'change', 'against the others'], ...lines]);
  return [table, '! even the extremes of the two runs are apart', ...notes].join('\n');
}

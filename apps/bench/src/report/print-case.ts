// The result of a case on a terminal: a line a variant, the median of each metric with its spread, and what was left out.
import type { CaseResult, Row } from '../measure/result.ts';
import type { Metric } from '../measure/variant.ts';
import { crossCheckText } from './cross-check-text.ts';
import { formatValue } from './format-value.ts';
import { disturbedText, foreignText, orderText } from './lookup.ts';
import { textTable } from './text-table.ts';

export function caseText(result: CaseResult): string {
  const { id, title, metrics, rows } = result;
  const header = ['', ...metrics.flatMap(({ name, unit }) => [`${name}, ${unit}`, '[min – max]']), 'runs', 'disturbed', 'dropped', 'others', 'order'];
  const notes = rows.flatMap(noteLines);
  const checked = crossCheckText(result);
  if (checked !== undefined) notes.unshift(`  ${checked}`);
  if (rows.some(({ disturbed }) => disturbed)) notes.push('  * too few undisturbed runs, so disturbed ones may count as well: read with care');
  return [`${title}  (${id})`, textTable([header, ...rows.map((row) => cells(row, metrics))]), ...notes].join('\n');
}

function cells(row: Row, metrics: readonly Metric[]): string[] {
  const values = metrics.flatMap(({ name }) => {
    const summary = row.values[name];
    if (summary === undefined) return ['–', ''];
    return [formatValue(summary.median), `[${formatValue(summary.min)} – ${formatValue(summary.max)}]`];
  });
  return [`  ${row.variant}${row.disturbed ? ' *' : ''}`, ...values, String(row.used), disturbedText(row), String(row.dropped), foreignText(row), orderText(row)];
}

function noteLines(row: Row): string[] {
  const lines: string[] = [];
  if (row.absent !== undefined) lines.push(`  ${row.variant}: not measured, ${row.absent}`);
  if (row.failed !== undefined) lines.push(`  ${row.variant}: FAILED, ${row.failed}`);
  if (row.verification?.kept === false) lines.push(`  ${row.variant}: order ${row.verification.text}`);
  if (row.verification?.kept === null) lines.push(`  ${row.variant}: order not checked, ${row.verification.text}`);
  return lines;
}

import type { CaseResult, Row } from '../../measure/result.ts';
import type { Metric } from '../../measure/variant.ts';
import { formatValue } from '../format-value.ts';
import { isOurs } from '../lookup.ts';
import { escapeHtml } from './escape.ts';

/** All numbers of a case. */
export function resultsTable({ id, title, metrics, rows }: CaseResult): string {
  const head = metrics.map(({ name, unit }) => `<th>${escapeHtml(name)}<small>${escapeHtml(unit)}</small></th>`).join('');
  const body = rows.map((row) => tableRow(row, metrics)).join('\n');
  return `<h3 id="${escapeHtml(id)}">${escapeHtml(title)}</h3>
<table><thead><tr><th>${escapeHtml(id)}</th>${head}<th>runs</th><th>dropped</th><th>order</th></tr></thead>
<tbody>${body}</tbody></table>`;
}

function tableRow(row: Row, metrics: readonly Metric[]): string {
  const reason = row.absent ?? row.failed;
  const values = metrics.map(({ name }) => {
    const summary = row.values[name];
    if (summary === undefined) return '<td>–</td>';
    return `<td>${formatValue(summary.median)}<small>${formatValue(summary.min)} – ${formatValue(summary.max)}</small></td>`;
  });
  const order = row.verification === undefined ? '' : row.verification.kept ? 'kept' : 'broken';
  const name = `${escapeHtml(row.variant)}${row.disturbed ? ' *' : ''}${reason === undefined ? '' : `<small>${escapeHtml(reason)}</small>`}`;
  const mark = isOurs(row) ? ' class="ours"' : '';
  return `<tr${mark}><th>${name}</th>${values.join('')}<td>${row.used}</td><td>${row.dropped}</td><td>${order}</td></tr>`;
}

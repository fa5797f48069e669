import type { CaseResult, Row } from '../../measure/result.ts';
import type { Metric } from '../../measure/variant.ts';
import { crossCheckText } from '../cross-check-text.ts';
import { formatValue } from '../format-value.ts';
import { disturbedText, foreignText, isOurs, orderText } from '../lookup.ts';
import { escapeHtml } from './escape.ts';

/** All numbers of a case. */
export function resultsTable(result: CaseResult): string {
  const { id, title, metrics, rows } = result;
  const head = metrics.map(({ name, unit }) => `<th>${escapeHtml(name)}<small>${escapeHtml(unit)}</small></th>`).join('');
  const body = rows.map((row) => tableRow(row, metrics)).join('\n');
  const checked = crossCheckText(result);
  return `<h3 id="${escapeHtml(id)}">${escapeHtml(title)}</h3>
<table class="results"><thead><tr><th>${escapeHtml(id)}</th>${head}<th class="note">runs</th><th class="note">disturbed</th><th class="note">dropped</th><th class="note">others</th><th class="note">order</th></tr></thead>
<tbody>${body}</tbody></table>${checked === undefined ? '' : `<p class="remark">${escapeHtml(checked)}</p>`}`;
}

function tableRow(row: Row, metrics: readonly Metric[]): string {
  const reason = row.absent ?? row.failed ?? (row.verification?.kept === true ? undefined : row.verification?.text);
  const values = metrics.map(({ name }) => {
    const summary = row.values[name];
    if (summary === undefined) return '<td>–</td>';
    return `<td>${formatValue(summary.median)}<small>${formatValue(summary.min)} – ${formatValue(summary.max)}</small></td>`;
  });
  const name = `${escapeHtml(row.variant)}${row.disturbed ? ' *' : ''}${reason === undefined ? '' : `<small>${escapeHtml(reason)}</small>`}`;
  const mark = isOurs(row) ? ' class="ours"' : '';
  return `<tr${mark}><th>${name}</th>${values.join('')}<td>${row.used}</td><td>${disturbedText(row)}</td><td>${row.dropped}</td><td>${foreignText(row)}</td><td>${orderText(row)}</td></tr>`;
}

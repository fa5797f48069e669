import type { CheckedTarget } from '../check-targets.ts';
import { formatBound, formatMeasured } from '../check-targets.ts';
import { escapeHtml } from './escape.ts';

export function targetsTable(checked: readonly CheckedTarget[]): string {
  const rows = checked.map(({ target, verdict, value, details, disturbed }) => {
    const text = `${escapeHtml(target.text)}${disturbed ? ' *' : ''}<small>${details.map(escapeHtml).join('<br>')}</small>`;
    const bound = `${target.bound} ${formatBound(target.required, target)}`;
    const measured = value === undefined ? '–' : formatMeasured(value, target);
    return `<tr class="${verdict.toLowerCase().replace(' ', '-')}"><th>${text}</th><td>${bound}</td><td>${formatBound(target.aim, target)}</td><td>${measured}</td><td>${verdict}</td></tr>`;
  });
  return `<table><thead><tr><th>target</th><th>required</th><th>aim</th><th>measured</th><th>verdict</th></tr></thead><tbody>${rows.join('\n')}</tbody></table>`;
}

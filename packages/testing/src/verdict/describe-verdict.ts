import type { Verdict } from './verdict.ts';

/**
 * A verdict for people: what was kept in one line, else the counts, then the first violations with their stories. Then, if there are
 * any, the promises that were not checked, with the reason.
 * @param shown violations told in full
 */
export function describeVerdict(verdict: Verdict, shown = 5): string {
  const lines = verdict.kept ? [keptLine(verdict)] : violationLines(verdict, shown);
  const unchecked = Object.entries(verdict.notChecked).map(([promise, why]) => `${promise} (${why})`);
  if (unchecked.length > 0) lines.push(`not checked: ${unchecked.join(', ')}`);
  return lines.join('\n');
}

function keptLine({ checked, scope }: Verdict): string {
  return checked.length === 0 ? `kept: ${scope}` : `kept: ${checked.join(', ')} in ${scope}`;
}

function violationLines(verdict: Verdict, shown: number): string[] {
  const counts = Object.entries(verdict.counts).map(([kind, count]) => `${kind} ${count}`);
  const lines = [`violated: ${verdict.total} (${counts.join(', ')}) in ${verdict.scope}`];
  for (const violation of verdict.violations.slice(0, shown)) {
    lines.push(`${violation.promise}: ${violation.text}`, ...violation.story.map((line) => `    ${line}`));
  }
  const rest = verdict.total - Math.min(shown, verdict.violations.length);
  if (rest > 0) lines.push(`and ${rest} more`);
  return lines;
}

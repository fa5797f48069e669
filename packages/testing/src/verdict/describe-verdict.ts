import type { Verdict } from './verdict.ts';

/**
 * A verdict for people: one line when everything was kept, else the counts, then the first violations with their stories.
 * @param shown violations told in full
 */
export function describeVerdict(verdict: Verdict, shown = 5): string {
  if (verdict.kept) return `kept: ${verdict.scope}`;
  const counts = Object.entries(verdict.counts).map(([kind, count]) => `${kind} ${count}`);
  const lines = [`violated: ${verdict.total} (${counts.join(', ')}) in ${verdict.scope}`];
  for (const violation of verdict.violations.slice(0, shown)) {
    lines.push(`${violation.promise}: ${violation.text}`, ...violation.story.map((line) => `    ${line}`));
  }
  const rest = verdict.total - Math.min(shown, verdict.violations.length);
  if (rest > 0) lines.push(`and ${rest} more`);
  return lines.join('\n');
}

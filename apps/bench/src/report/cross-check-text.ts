import type { CaseResult } from '../measure/result.ts';
import { formatValue } from './format-value.ts';
import { medianOf } from './lookup.ts';

/** How the two variants that measure the same agree, by metric; undefined where there are no two, or one was not measured. */
export function crossCheckText({ crossCheck, metrics, rows }: CaseResult): string | undefined {
  const [above, below] = (crossCheck ?? []).map((name) => rows.find(({ variant }) => variant === name));
  if (above === undefined || below === undefined || above.used === 0 || below.used === 0) return undefined;
  const ratios = metrics.map(({ name }) => `${name} ${formatValue(medianOf(above, name) / medianOf(below, name))} ×`);
  return `${above.variant} against ${below.variant}: ${ratios.join(', ')}`;
}

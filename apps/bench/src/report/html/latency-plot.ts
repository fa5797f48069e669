// Percentiles of a case as dots on one logarithmic line a variant.
import * as Plot from '@observablehq/plot';
import type { CaseResult } from '../../measure/result.ts';
import { plotRows } from './plot-rows.ts';
import { plotSvg } from './plot-svg.ts';

export function latencyPlot(result: CaseResult): string {
  const dots = result.metrics.flatMap(({ name }) => plotRows([result], name).map((row) => ({ ...row, percentile: name })));
  const variants = result.rows.map(({ variant }) => variant);
  return plotSvg({
    height: 70 + 26 * variants.length,
    marginLeft: 280,
    marginBottom: 50,
    x: { type: 'log', label: `${result.metrics[0]?.unit ?? ''} →`, labelOffset: 44, grid: true, tickFormat: '~s' },
    y: { label: null, domain: variants },
    color: { legend: true, domain: result.metrics.map(({ name }) => name), range: ['#1f6f8b', '#d98e04', '#a83232'] },
    marks: [
      Plot.ruleY(dots, { y: 'variant', x1: 'min', x2: 'max', stroke: 'percentile', strokeOpacity: 0.4 }),
      Plot.dot(dots, { y: 'variant', x: 'median', fill: 'percentile', r: 4 }),
    ],
  });
}

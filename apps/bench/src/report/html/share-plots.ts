// Handlers that take time: the share that is left of what the processors can do without anybody distributing.
import * as Plot from '@observablehq/plot';
import { HANDLERS_ONLY } from '../../cases/handlers.ts';
import type { CaseResult, Results } from '../../measure/result.ts';
import { formatValue } from '../format-value.ts';
import { panelName } from './panel-name.ts';
import { OTHERS, OURS, partOf, plotRows } from './plot-rows.ts';
import type { PlotRow } from './plot-rows.ts';
import { plotSvg } from './plot-svg.ts';

const plots = [
  { title: 'Handlers of 1, 20 and 200 µs, one worker: share of what the processor can do', prefix: 'handlers/', suffix: '/1-worker' },
  { title: 'Handlers of 1, 20 and 200 µs, two workers: share of what the processors can do', prefix: 'handlers/', suffix: '/2-workers' },
  { title: 'One key has half of the packets, 20 µs, two workers: share of what the processors can do', prefix: 'skew/', suffix: '' },
];

/** Title and SVG of each plot that there are results for. */
export function sharePlots(results: Results): { readonly title: string; readonly svg: string }[] {
  return plots.flatMap(({ title, prefix, suffix }) => {
    const cases = results.cases.filter(({ id }) => id.startsWith(prefix) && id.endsWith(suffix));
    const rows = cases.flatMap(sharesOf);
    return rows.length === 0 ? [] : [{ title, svg: sharePlot(rows) }];
  });
}

/** Rates in percent of the ideal; nothing where that was not measured. */
function sharesOf(result: CaseResult): PlotRow[] {
  const rows = plotRows([result], 'rate');
  const ideal = rows.find(({ variant }) => variant === HANDLERS_ONLY);
  if (ideal === undefined) return [];
  const percent = (rate: number): number => (rate / ideal.median) * 100;
  return rows.filter((row) => row !== ideal).map((row) => ({ ...row, median: percent(row.median), min: percent(row.min), max: percent(row.max) }));
}

function sharePlot(rows: readonly PlotRow[]): string {
  const variants = [...new Set(rows.map(({ variant }) => variant))];
  const data = rows.map((row) => ({ ...row, panel: panelName(partOf(row.case, 1)) }));
  const panels = [...new Set(data.map(({ panel }) => panel))];
  const where = { fy: 'panel', y: 'variant' };
  return plotSvg({
    height: 60 + panels.length * (20 + 20 * variants.length),
    marginLeft: 280,
    marginRight: 90,
    x: { label: null, domain: [0, Math.max(115, ...data.map(({ max }) => max * 1.15))], ticks: [0, 20, 40, 60, 80, 100], tickFormat: (share: number) => `${share} %`, grid: true },
    y: { label: null, domain: variants },
    fy: { label: null, domain: panels, axis: panels.length > 1 ? 'right' : null },
    marks: [
      Plot.barX(data, { ...where, x: 'median', fill: ({ ours }: PlotRow) => (ours ? OURS : OTHERS), insetTop: 1, insetBottom: 1 }),
      Plot.ruleY(data, { ...where, x1: 'min', x2: 'max', stroke: '#222' }),
      Plot.ruleX([100], { stroke: '#222', strokeDasharray: '3 3' }),
      Plot.text(data, { ...where, x: 'max', text: ({ median }: PlotRow) => `${formatValue(median)} %`, textAnchor: 'start', dx: 8 }),
    ],
  });
}

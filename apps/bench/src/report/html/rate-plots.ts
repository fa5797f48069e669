// Rates, a panel a workload: bars from zero where rates are of one size, dots where they lie orders of magnitude apart, since a bar
// without a zero says nothing by its length. The range of the runs is a line across.
import * as Plot from '@observablehq/plot';
import type { Results } from '../../measure/result.ts';
import { formatValue } from '../format-value.ts';
import { panelName } from './panel-name.ts';
import { plotSvg } from './plot-svg.ts';
import { OTHERS, OURS, partOf, plotRows } from './plot-rows.ts';
import type { PlotRow } from './plot-rows.ts';

interface RatePlot {
  readonly title: string;
  /** Ids of the cases that it shows start so. */
  readonly prefix: string;
  /** ... and end so. */
  readonly suffix: string;
  /** Rates that lie orders of magnitude apart. */
  readonly logarithmic: boolean;
}

const plots: readonly RatePlot[] = [
  { title: 'Hand-off with an empty handler, one worker: packets/s by burst and workload', prefix: 'hand-off/', suffix: '/1-worker', logarithmic: false },
  { title: 'Hand-off with an empty handler, two workers: packets/s by burst and workload', prefix: 'hand-off/', suffix: '/2-workers', logarithmic: true },
  { title: 'With a 64-byte payload, one worker: packets/s, peers side by side', prefix: 'payload/', suffix: '/1-worker', logarithmic: true },
  { title: 'With a 64-byte payload, two workers: packets/s, peers side by side', prefix: 'payload/', suffix: '/2-workers', logarithmic: true },
  { title: 'One-way rings between two threads: words/s', prefix: 'ring/', suffix: '', logarithmic: true },
  { title: 'Values through createDistributor, by codec: values/s', prefix: 'values/', suffix: '', logarithmic: false },
];

/** Title and SVG of each plot that there are results for. */
export function ratePlots(results: Results): { readonly title: string; readonly svg: string }[] {
  return plots.flatMap((plot) => {
    const cases = results.cases.filter(({ id }) => id.startsWith(plot.prefix) && id.endsWith(plot.suffix));
    const rows = plotRows(cases, 'rate');
    return rows.length === 0 ? [] : [{ title: plot.title, svg: ratePlot(rows, plot.logarithmic) }];
  });
}

function ratePlot(rows: readonly PlotRow[], logarithmic: boolean): string {
  const variants = [...new Set(rows.map(({ variant }) => variant))];
  const data = rows.map((row) => ({ ...row, panel: panelName(partOf(row.case, 1)) }));
  const panels = [...new Set(data.map(({ panel }) => panel))];
  const colour = ({ ours }: PlotRow): string => (ours ? OURS : OTHERS);
  const where = { fy: 'panel', y: 'variant' };
  const [least, most] = [Math.min(...data.map(({ min }) => min)), Math.max(...data.map(({ max }) => max))];
  // Room for the numbers behind the longest bars.
  const domain = logarithmic ? [least / 1.2, most * (most / least) ** 0.15] : [0, most * 1.15];
  return plotSvg({
    height: 60 + panels.length * (20 + 20 * variants.length),
    marginLeft: 280,
    marginRight: 90,
    x: { type: logarithmic ? 'log' : 'linear', domain, label: null, tickFormat: '~s', grid: true },
    y: { label: null, domain: variants },
    fy: { label: null, domain: panels, axis: panels.length > 1 ? 'right' : null },
    marks: [
      logarithmic
        ? Plot.dot(data, { ...where, x: 'median', fill: colour, r: 5 })
        : Plot.barX(data, { ...where, x: 'median', fill: colour, insetTop: 1, insetBottom: 1 }),
      Plot.ruleY(data, { ...where, x1: 'min', x2: 'max', stroke: '#222' }),
      Plot.text(data, { ...where, x: 'max', text: ({ median }: PlotRow) => formatValue(median), textAnchor: 'start', dx: 8 }),
    ],
  });
}

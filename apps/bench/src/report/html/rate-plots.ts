// Rates as bars, a panel a workload, with the range of the runs as a line across the end of the bar.
import * as Plot from '@observablehq/plot';
import type { Results } from '../../measure/result.ts';
import { plotSvg } from './plot-svg.ts';
import { partOf, plotRows } from './plot-rows.ts';
import type { PlotRow } from './plot-rows.ts';

const OURS = '#1f6f8b';
const OTHERS = '#b0b7bf';

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
  { title: 'Hand-off, one worker: packets/s by burst and workload', prefix: 'hand-off/', suffix: '/1-worker', logarithmic: false },
  { title: 'Hand-off, two workers: packets/s by burst and workload', prefix: 'hand-off/', suffix: '/2-workers', logarithmic: true },
  { title: 'With a 64-byte payload, one worker: packets/s, peers side by side', prefix: 'payload/', suffix: '/1-worker', logarithmic: true },
  { title: 'With a 64-byte payload, two workers', prefix: 'payload/', suffix: '/2-workers', logarithmic: true },
  { title: 'Handlers of 1, 20 and 200 µs, two workers: packets/s', prefix: 'handlers/', suffix: '/2-workers', logarithmic: true },
  { title: 'One key has half of the packets, 20 µs, two workers: packets/s', prefix: 'skew/', suffix: '/2-workers', logarithmic: false },
  { title: 'Rings: words/s', prefix: 'ring/', suffix: '', logarithmic: true },
  { title: 'Values on one event loop, by codec: values/s', prefix: 'values/', suffix: '', logarithmic: false },
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
  const panels = [...new Set(rows.map((row) => partOf(row.case, 1)))];
  const least = Math.min(...rows.map(({ min }) => min));
  const from = logarithmic ? 10 ** Math.floor(Math.log10(least)) : 0;
  const data = rows.map((row) => ({ ...row, panel: partOf(row.case, 1), from }));
  return plotSvg({
    height: 60 + panels.length * (20 + 20 * variants.length),
    marginLeft: 260,
    marginRight: 90,
    x: { type: logarithmic ? 'log' : 'linear', label: null, tickFormat: '~s', grid: true },
    y: { label: null, domain: variants },
    fy: { label: null, domain: panels },
    marks: [
      Plot.barX(data, { fy: 'panel', y: 'variant', x1: 'from', x2: 'median', fill: ({ ours }: PlotRow) => (ours ? OURS : OTHERS), insetTop: 1, insetBottom: 1 }),
      Plot.ruleY(data, { fy: 'panel', y: 'variant', x1: 'min', x2: 'max', stroke: '#222' }),
    ],
  });
}

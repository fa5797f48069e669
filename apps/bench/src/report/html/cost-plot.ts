// Cost a packet against a number that variants carry in their names: workers, flows, tags.
import * as Plot from '@observablehq/plot';
import type { CaseResult } from '../../measure/result.ts';
import { formatValue } from '../format-value.ts';
import { OURS, plotRows } from './plot-rows.ts';
import type { PlotRow } from './plot-rows.ts';
import { plotSvg } from './plot-svg.ts';

export function costPlot(result: CaseResult): string {
  const points = plotRows([result], 'cost').map((row) => ({ ...row, size: sizeOf(row.variant) }));
  return plotSvg({
    height: 300,
    insetLeft: 24,
    marginLeft: 60,
    marginRight: 40,
    marginBottom: 50,
    x: { type: 'log', base: 2, label: `${partAfterNumber(result.rows[0]?.variant ?? '')} →`, labelOffset: 44, ticks: points.map(({ size }) => size), tickFormat: sizeText },
    y: { label: '↑ ns/packet', zero: true, grid: true },
    marks: [
      Plot.ruleX(points, { x: 'size', y1: 'min', y2: 'max', stroke: '#222' }),
      Plot.lineY(points, { x: 'size', y: 'median', stroke: OURS }),
      Plot.dot(points, { x: 'size', y: 'median', fill: OURS, r: 4 }),
      Plot.text(points, { x: 'size', y: 'max', text: ({ median }: PlotRow) => formatValue(median), dy: -10 }),
    ],
  });
}

/** `16 k flows` is 16384. */
function sizeOf(variant: string): number {
  const [, digits = '', thousands] = /^(\d+)( k)?/.exec(variant) ?? [];
  return Number(digits) * (thousands === undefined ? 1 : 1024);
}

/** 16384 is `16 k`. */
const sizeText = (size: number): string => (size >= 1024 ? `${size / 1024} k` : String(size));

const partAfterNumber = (variant: string): string => `${variant.replace(/^\d+( k)? /, '').replace(/s$/, '')}s`;

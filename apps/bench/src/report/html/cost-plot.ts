// Cost a packet against a number that variants carry in their names: workers, flows, tags.
import * as Plot from '@observablehq/plot';
import type { CaseResult } from '../../measure/result.ts';
import { plotRows } from './plot-rows.ts';
import { plotSvg } from './plot-svg.ts';

export function costPlot(result: CaseResult): string {
  const points = plotRows([result], 'cost').map((row) => ({ ...row, size: sizeOf(row.variant) }));
  return plotSvg({
    height: 260,
    marginLeft: 60,
    x: { type: 'log', base: 2, label: partAfterNumber(result.rows[0]?.variant ?? ''), ticks: points.map(({ size }) => size), tickFormat: '~s' },
    y: { label: 'ns/packet', zero: true, grid: true },
    marks: [
      Plot.ruleX(points, { x: 'size', y1: 'min', y2: 'max', stroke: '#222' }),
      Plot.lineY(points, { x: 'size', y: 'median', stroke: '#1f6f8b' }),
      Plot.dot(points, { x: 'size', y: 'median', fill: '#1f6f8b' }),
    ],
  });
}

/** `16 k flows` is 16384. */
function sizeOf(variant: string): number {
  const [, digits = '', thousands] = /^(\d+)( k)?/.exec(variant) ?? [];
  return Number(digits) * (thousands === undefined ? 1 : 1024);
}

const partAfterNumber = (variant: string): string => `${variant.replace(/^\d+( k)? /, '').replace(/s$/, '')}s`;

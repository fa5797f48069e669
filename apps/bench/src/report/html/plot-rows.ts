// Results as the flat rows that plots are made of.
import type { CaseResult } from '../../measure/result.ts';
import { isOurs } from '../lookup.ts';

/** Colours of our variants and of all others. */
export const OURS = '#1f6f8b';
export const OTHERS = '#b0b7bf';

export interface PlotRow {
  readonly case: string;
  readonly variant: string;
  readonly ours: boolean;
  readonly median: number;
  readonly min: number;
  readonly max: number;
}

/** One row for each variant that has a value of the metric. */
export function plotRows(cases: readonly CaseResult[], metric: string): PlotRow[] {
  return cases.flatMap(({ id, rows }) =>
    rows.flatMap((row) => {
      const summary = row.values[metric];
      return summary === undefined ? [] : [{ case: id, variant: row.variant, ours: isOurs(row), ...summary }];
    }),
  );
}

/** A part of a path-like id. */
export const partOf = (id: string, index: number): string => id.split('/')[index] ?? '';

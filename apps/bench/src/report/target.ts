// A target, and how a run is held against it.
import type { Results, Row } from '../measure/result.ts';
import { bestRow, caseOf, isOurs, medianOf } from './lookup.ts';

export interface Target {
  readonly text: string;
  /** `at least` this, or `at most`. */
  readonly bound: 'at least' | 'at most';
  readonly required: number;
  readonly aim: number;
  /** How its numbers are written. */
  readonly form: 'times' | 'share' | 'count' | 'bytes';
  readonly measure: (results: Results) => Measured;
}

export type Measured =
  | { readonly value: number; readonly details: readonly string[]; readonly rows: readonly Row[] }
  /** Why there is no value. */
  | { readonly missing: string };

/** Which row to take of a case: the best of those that a test lets through. */
export interface Pick {
  readonly caseId: string;
  readonly metric: string;
  readonly row: (row: Row) => boolean;
  /** All of them must have a number: the best of those that are left would be another measure. */
  readonly names?: readonly string[];
}

export const ours = (caseId: string, metric: string): Pick => ({ caseId, metric, row: isOurs });
export const named = (caseId: string, metric: string, ...names: readonly string[]): Pick => {
  return { caseId, metric, names, row: ({ variant }) => names.includes(variant) };
};

/** One row's number, or why it is missing. */
function pickRow(results: Results, { caseId, metric, row, names = [] }: Pick): { readonly row: Row; readonly value: number } | { readonly missing: string } {
  const result = caseOf(results, caseId);
  const without = result && names.find((name) => bestRow(result, metric, ({ variant }) => variant === name) === undefined);
  if (without !== undefined) {
    const reason = result?.rows.find(({ variant }) => variant === without);
    return { missing: reason?.absent ?? reason?.failed ?? `${caseId}/${without} was not measured` };
  }
  const best = bestRow(result, metric, row);
  if (best !== undefined) return { row: best, value: medianOf(best, metric) };
  const absent = result?.rows.find(row);
  return { missing: absent?.absent ?? absent?.failed ?? `${caseId} was not measured` };
}

/** The number of one row. */
export const value =
  (pick: Pick) =>
  (results: Results): Measured => {
    const picked = pickRow(results, pick);
    return 'missing' in picked ? picked : { value: picked.value, details: [picked.row.variant], rows: [picked.row] };
  };

/** The first row's number over the second's; of several pairs, the worst for us. */
export const ratio =
  (worst: 'least' | 'most', ...pairs: readonly (readonly [Pick, Pick])[]) =>
  (results: Results): Measured => {
    const details: string[] = [];
    const rows: Row[] = [];
    const values: number[] = [];
    for (const [above, below] of pairs) {
      const a = pickRow(results, above);
      const b = pickRow(results, below);
      if ('missing' in a) return a;
      if ('missing' in b) return b;
      values.push(a.value / b.value);
      rows.push(a.row, b.row);
      details.push(`${above.caseId}: ${a.row.variant} against ${b.row.variant} ${(a.value / b.value).toPrecision(3)}`);
    }
    return { value: worst === 'least' ? Math.min(...values) : Math.max(...values), details, rows };
  };

// Finds numbers in results, for targets, plots and comparisons.
import type { CaseResult, Results, Row } from '../measure/result.ts';
import { summarize } from '../measure/statistics.ts';

export const caseOf = (results: Results, id: string): CaseResult | undefined => results.cases.find((candidate) => candidate.id === id);

export const isOurs = ({ ours, variant }: Row): boolean => ours ?? variant.startsWith('dist');

export const medianOf = (row: Row, metric: string): number => row.values[metric]?.median ?? NaN;

/** What came of the run that was checked; empty where there is no order to keep. */
export function orderText({ verification }: Row): string {
  if (verification === undefined) return '';
  return verification.kept === null ? 'unchecked' : verification.kept ? 'kept' : 'BROKEN';
}

/** How many of the runs that count were disturbed; a file that does not say it has them undisturbed but in rows with a star. */
export function disturbedText({ used, usedDisturbed, disturbed }: Row): string {
  if (used === 0) return '–';
  return usedDisturbed === undefined ? (disturbed ? '?' : '0') : String(usedDisturbed);
}

/** Processors that others used during the runs of a row, in the median. */
export function foreignText({ samples }: Row): string {
  return samples.length === 0 ? '–' : summarize(samples.map(({ load }) => load.foreignCores)).median.toFixed(2);
}

/** The row of a case with the best median among those that a test lets through; undefined when none was measured. */
export function bestRow(result: CaseResult | undefined, metric: string, wanted: (row: Row) => boolean): Row | undefined {
  const better = result?.metrics.find(({ name }) => name === metric)?.better;
  return result?.rows
    .filter((row) => wanted(row) && !Number.isNaN(medianOf(row, metric)))
    .reduce<Row | undefined>((best, row) => {
      if (best === undefined) return row;
      const more = medianOf(row, metric) > medianOf(best, metric);
      return more === (better === 'more') ? row : best;
    }, undefined);
}

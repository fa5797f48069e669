import type { Results } from '../measure/result.ts';

/** One sentence: what the medians are medians of. */
export function roundsText({ rounds }: Pick<Results, 'rounds'>): string {
  return `Medians of the runs that count, which take turns: ${rounds} of each were wanted. They are undisturbed but in rows with a star.`;
}

/** One sentence: what there was no time for; undefined when there was enough. */
export function skippedText({ skipped }: Pick<Results, 'skipped'>): string | undefined {
  return skipped.length === 0 ? undefined : `No time was left for ${skipped.join(', ')}.`;
}

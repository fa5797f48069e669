// Which runs of a variant count.
import type { RecordedSample } from './result.ts';

/** With fewer undisturbed runs than this share of those wanted, disturbed ones count as well. */
const ENOUGH_OF_WANTED = 0.5;

/** The undisturbed ones; where these are too few, as many as were wanted, those first, and then those that others took the least from. */
export function countedOf(samples: readonly RecordedSample[], wanted: number): readonly RecordedSample[] {
  const clean = samples.filter((sample) => !sample.disturbed);
  if (clean.length >= wanted * ENOUGH_OF_WANTED) return clean;
  return [...samples].sort((one, other) => Number(one.disturbed) - Number(other.disturbed) || one.load.foreignCores - other.load.foreignCores).slice(0, wanted);
}

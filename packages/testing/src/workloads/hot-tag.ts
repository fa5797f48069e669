import { requireInteger } from '../limits.ts';
import { Random } from './random.ts';
import type { TagWorkload } from './tag-workload.ts';

/** Tag 0 with probability `share`, else every tag of 1..tags-1 equally often. */
export function hotTag(options: { readonly tags: number; readonly share: number; readonly seed: number }): TagWorkload {
  const { tags, share, seed } = options;
  requireInteger('tags', tags, 2, 0x1_0000_0000);
  if (!(share >= 0 && share <= 1)) throw new RangeError(`share must be from 0 to 1: got ${share}`);
  const random = new Random(seed);
  const limit = share * 0x1_0000_0000;
  return {
    name: `hot tag ${share} over ${tags}`,
    next: () => (random.next() < limit ? 0 : 1 + random.below(tags - 1)),
  };
}

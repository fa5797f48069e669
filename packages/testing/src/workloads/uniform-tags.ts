import { requireInteger } from '../limits.ts';
import { Random } from './random.ts';
import type { TagWorkload } from './tag-workload.ts';

/** Every tag of 0..tags-1 equally often. */
export function uniformTags(options: { readonly tags: number; readonly seed: number }): TagWorkload {
  const { tags, seed } = options;
  requireInteger('tags', tags, 1, 0x1_0000_0000);
  const random = new Random(seed);
  return { name: `uniform over ${tags}`, next: () => random.below(tags) };
}

import { requireInteger } from '../limits.ts';
import { AliasTable } from './alias-table.ts';
import { Random } from './random.ts';
import type { TagWorkload } from './tag-workload.ts';

/**
 * Tag k of 0..tags-1 with probability proportional to 1 / (k + 1)^exponent: few hot flows, a long tail.
 * Real traffic lies near exponent 1; 0 is uniform. Memory: 12 bytes a tag.
 */
export function zipfTags(options: { readonly tags: number; readonly exponent: number; readonly seed: number }): TagWorkload {
  const { tags, exponent, seed } = options;
  requireInteger('tags', tags, 1, 0x100_0000);
  if (!(exponent >= 0 && exponent <= 10)) throw new RangeError(`exponent must be from 0 to 10: got ${exponent}`);
  const table = new AliasTable(Float64Array.from({ length: tags }, (_, rank) => (rank + 1) ** -exponent));
  const random = new Random(seed);
  return {
    name: `Zipf ${exponent} over ${tags}`,
    next: () => table.pick(random.below(tags), random.next()),
  };
}

import { requireInteger } from '../limits.ts';
import { Random } from './random.ts';
import type { TagWorkload } from './tag-workload.ts';

/**
 * Different tags that one hash cannot tell apart: a distributor that compares hashes gives them one lock, one that compares
 * tags (Exact) must not. Drawn equally often.
 *
 * `hash` is the function under suspicion: the low 15 bits (the default; DPDK's burst mode compares `tag & 0xffff | 1`), or a flow
 * table's own bucket function. The tags are found by trying seeded random ones, so a hash of b bits costs about tags * 2^b tries.
 * @throws RangeError when 2^26 tries find too few
 */
export function collidingTags(options: { readonly tags: number; readonly seed: number; readonly hash?: (tag: number) => number }): TagWorkload {
  const { tags, seed } = options;
  const hash = options.hash ?? lowFifteenBits;
  requireInteger('tags', tags, 2, 0x1_0000);
  const random = new Random(seed);
  const found = findColliding(random, tags, hash);
  return { name: `${tags} colliding tags`, next: () => found[random.below(tags)]! };
}

/** What DPDK's burst mode keeps of a tag, as a hash: bits 1 to 15. */
export function lowFifteenBits(tag: number): number {
  return tag & 0xfffe;
}

function findColliding(random: Random, tags: number, hash: (tag: number) => number): Uint32Array {
  const first = random.next();
  const wanted = hash(first);
  const found = new Set([first]);
  for (let tries = 0; found.size < tags; tries += 1) {
    if (tries > 0x400_0000) throw new RangeError(`found only ${found.size} of ${tags} tags with hash ${wanted}`);
    const tag = random.next();
    if (hash(tag) === wanted) found.add(tag);
  }
  return Uint32Array.from(found);
}

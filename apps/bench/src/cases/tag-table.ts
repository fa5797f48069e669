// The tags of a run: drawn once, in advance, so that drawing them is not measured, and the same for every variant and program.
import { hotTag, oneTag, uniformTags, zipfTags } from '@dist/testing';
import type { TagWorkload } from '@dist/testing';

export const WORKLOADS = ['uniform', 'zipf', 'one-tag', 'hot-half'] as const;
export type Workload = (typeof WORKLOADS)[number];

/** Entries of a table; longer runs go round. */
const TABLE_LENGTH = 2 ** 20;

const SEED = 20_26;

function draw(workload: Workload): TagWorkload {
  switch (workload) {
    case 'uniform':
      return uniformTags({ tags: 65_536, seed: SEED });
    case 'zipf':
      return zipfTags({ tags: 1000, exponent: 1.1, seed: SEED });
    case 'one-tag':
      return oneTag(7);
    case 'hot-half':
      return hotTag({ tags: 65_536, share: 0.5, seed: SEED });
  }
}

/** What a hash makes of small numbers, one to one: real tags are hashes and lie anywhere in 32 bits (the finalizer of MurmurHash3). */
export function scatter(tag: number): number {
  let word = tag;
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  word = Math.imul(word ^ (word >>> 13), 0xc2b2ae35);
  return (word ^ (word >>> 16)) >>> 0;
}

export function tagTable(workload: Workload): Uint32Array {
  const source = draw(workload);
  return Uint32Array.from({ length: TABLE_LENGTH }, () => scatter(source.next()));
}

/** For tables and titles. */
export const WORKLOAD_TITLES: Readonly<Record<Workload, string>> = {
  uniform: 'uniform over 65,536 tags',
  zipf: 'Zipf 1.1 over 1,000 tags',
  'one-tag': 'one tag',
  'hot-half': 'one tag has half of the packets',
};

// A region starts with three words that say what it is, so that attaching to something else, or to a region of
// another version of this library, is an error that names both sides.
//
//   word 0 magic | word 1 kind | word 2 layout version | words 3.. belong to the kind
import type { Memory } from './memory.ts';
import { DistributorError } from '../errors/distributor-error.ts';
import { SharedMemory } from './shared-memory.ts';

const MAGIC = 0x44495354; // "DIST"

/** Version of every shared layout of this package. It changes whenever a word moves or changes its meaning. */
export const LAYOUT_VERSION = 2;

/** Words in front of what the kind itself keeps. */
export const REGION_WORDS = 3;

/** What a region holds. */
export const REGION_KIND = { distributor: 1, pool: 2, ring: 3 } as const;

export type RegionKind = keyof typeof REGION_KIND;

/** Marks fresh memory as a region of this kind. Called once, before the buffer is shared. */
export function stampRegion(memory: Memory, kind: RegionKind): void {
  memory.write(0, MAGIC);
  memory.write(1, REGION_KIND[kind]);
  memory.write(2, LAYOUT_VERSION);
}

/** The memory of a region of this kind. @throws DistributorError `NOT_A_REGION` or `LAYOUT_VERSION`. */
export function openRegion(region: SharedArrayBuffer | Memory, kind: RegionKind): Memory {
  const buffer = region instanceof SharedArrayBuffer ? region : region.buffer;
  const bytes = buffer.byteLength;
  const notARegion = new DistributorError('NOT_A_REGION', `this buffer of ${bytes} bytes is not a region of @dist/core`);
  if (bytes < REGION_WORDS * 4 || bytes % 4 !== 0) throw notARegion;
  const memory = region instanceof SharedArrayBuffer ? new SharedMemory(region) : region;
  if (memory.read(0) !== MAGIC) throw notARegion;
  if (memory.read(2) !== LAYOUT_VERSION) {
    throw new DistributorError(
      'LAYOUT_VERSION',
      `the region has layout version ${memory.read(2)}, this @dist/core has ${LAYOUT_VERSION}: use one version of @dist/core on all threads`,
    );
  }
  if (memory.read(1) !== REGION_KIND[kind]) {
    throw new DistributorError('NOT_A_REGION', `the region is of kind ${memory.read(1)}, a ${kind} is of kind ${REGION_KIND[kind]}`);
  }
  return memory;
}

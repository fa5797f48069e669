import type { TagWorkload } from './tag-workload.ts';

/** One tag only: no two packets may run at once, so this is what a distributor costs without any parallelism to win. */
export function oneTag(tag = 0): TagWorkload {
  return { name: `one tag (${tag})`, next: () => tag };
}

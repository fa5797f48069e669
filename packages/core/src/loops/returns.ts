import type { Space } from '../memory/space.ts';

/** Where packets that workers have handed back go: places of the returned ring, or of the caller's burst. */
export interface Returns {
  readonly tags: Uint32Array;
  readonly handles: Uint32Array;
  /** Where those two are. */
  readonly space: Space;
  /** The packet at a place has a mark other than 0. */
  mark(place: number, mark: number): void;
}

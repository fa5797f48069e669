import type { Finding } from '../verdict/violation-list.ts';

/** A violation that still lacks its story. */
export interface OpenFinding extends Finding {
  readonly tag: number;
  readonly packets: readonly number[];
  readonly workers: readonly number[];
  /** The row that shows it: the story ends there. */
  readonly at: number;
}

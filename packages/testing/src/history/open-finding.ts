import type { Finding } from '../verdict/violation-list.ts';

/** A violation that still lacks its story. */
export interface OpenFinding extends Finding {
  readonly tag: number;
  readonly packets: readonly number[];
  readonly workers: readonly number[];
  /** The row that shows it: the story ends there. */
  readonly at: number;
  /** Rows that belong to the story and are of none of the packets: a worker's request, the rest, a call. */
  readonly also: readonly number[];
}

import type { DistributorCounters } from '@dist/core';

/** What a value distributor has done, and what it holds now. */
export interface ValueCounters extends DistributorCounters {
  /** Submits that wait to be accepted now. */
  readonly waiting: number;
  /** Payload buffers that are free now. */
  readonly freeBuffers: number;
}

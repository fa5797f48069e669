import type { DistributorUnderTest } from './distributor-under-test.ts';

/** What a case asks for. A distributor that has no such limit ignores it. */
export interface SteppedOptions {
  readonly workers: number;
  /** Packets one handshake moves at most; 1 is DPDK's single mode. */
  readonly burst: number;
  readonly capacity?: number;
  readonly credits?: number;
  readonly flowBacklog?: number;
}

/** Makes the distributors that stepped cases run on. One host stands for one process. */
export interface SteppedHost {
  readonly name: string;
  /** @throws RangeError for options that are out of range */
  create(options: SteppedOptions): DistributorUnderTest;
}

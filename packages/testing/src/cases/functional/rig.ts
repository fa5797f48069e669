/**
 * What DPDK's functional tests need of a distributor with workers that run: a caller's side that waits, and workers that count what
 * they handle and can be sent to sleep. Runs stepped on one thread or on real threads.
 */
export interface Rig {
  readonly workers: number;
  /** Submits packets with these tags, waiting until all are accepted; their numbers. */
  process(tags: readonly number[]): number[];
  /** One pass: DPDK's `process` without packets. */
  poll(): void;
  flush(): void;
  /** Takes what came back, at most `limit` packets; their numbers. */
  collect(limit: number): number[];
  clearReturns(): void;
  /** Packets that a worker has handled until now. */
  handled(worker: number): number;
  /** The worker that handled a packet, -1 when none has. */
  workerOf(packet: number): number;
  /** At its next turn the worker hands back, leaves and sleeps. */
  sleep(worker: number): void;
  isAsleep(worker: number): boolean;
  wake(worker: number): void;
  /** Every worker leaves after the next packets it handles. */
  quit(): void;
  /** Dismisses the workers that wait. @returns packets dropped */
  close(): number;
  /** Notes a violation unless `kept`. */
  expect(kept: boolean, text: string): void;
}

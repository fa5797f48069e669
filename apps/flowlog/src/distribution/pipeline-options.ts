export interface PipelineOptions {
  /** Worker threads, 1 to 1024. */
  readonly workers: number;
  /** Packets that one handshake with a worker moves at most, 1 to 256. */
  readonly burst: number;
  /** Flows known at a time, 1 to 2^20. */
  readonly maxFlows: number;
  /** The worker thread's module. */
  readonly entry: URL;
}

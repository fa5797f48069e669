/** What a handler learns about its packet besides the value. */
export interface PacketContext {
  readonly tag: number;
  /** How many times the packet has been given to a worker, from 1. */
  readonly attempt: number;
  /** The number of this worker. */
  readonly worker: number;
  /** Aborted when the distributor has been closed: nobody takes the result any more. */
  readonly signal: AbortSignal;
}

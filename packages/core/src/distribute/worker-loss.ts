/** A packet that a lost worker may have been handling. Its tag stays locked until the caller says `retry` or `fail`. */
export interface Suspect {
  readonly tag: number;
  readonly handle: number;
  /** Times it has been given to a worker, from 1. */
  readonly attempt: number;
  /** The worker that was lost. */
  readonly worker: number;
}

/** What became of the packets that a lost worker held. See `Distributor.workerLost`. */
export interface WorkerLoss {
  readonly worker: number;
  /** Packets it had finished: they are returned with their result. */
  readonly finished: number;
  /** Packets it had not started: other workers get them, in order. */
  readonly requeued: number;
  /**
   * Packets it was in: one or none if the worker noted what it starts, otherwise all that it had claimed.
   * Oldest first; decide those of one tag in this order.
   */
  readonly suspects: readonly Suspect[];
}

/** What a distributor has done since it was created, and what it holds now. Counts of packets if not said otherwise. */
export interface DistributorCounters {
  /** Accepted by `process` and `tryProcess`. */
  readonly accepted: number;
  /** Not accepted by a `tryProcess`, counted at each try. */
  readonly refused: number;
  /** Handed back by workers, failed by the caller, or dropped by `close`. */
  readonly returned: number;
  /** Given to the caller by `returnedPackets`. */
  readonly taken: number;
  /** Thrown away by `clearReturns` and `close`. */
  readonly dropped: number;
  /** Published to a worker and taken back before it claimed them: for an idle worker, or since the worker left. */
  readonly takenBack: number;
  /** Handshakes: publications of packets to a worker. */
  readonly handshakes: number;
  /** Wakes of parked workers. */
  readonly wakes: number;
  /** Now accepted and not returned. */
  readonly outstanding: number;
  /** Now given to workers and not handed back. */
  readonly inFlight: number;
  /** Now accepted and not given to a worker. */
  readonly backlog: number;
  /** Now waiting for a decision after the loss of a worker. */
  readonly suspects: number;
  /** Tags that have packets outstanding now. */
  readonly flows: number;
  /** Workers that are there now, as far as the distributor has looked. */
  readonly workers: number;
}

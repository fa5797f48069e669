/** What a worker thread of a case is to do. Structured-cloneable: a host passes it on as it is. */
export interface WorkerOrder {
  readonly worker: number;
  /** Workers of the distributor. */
  readonly workers: number;
  /** The regions of the distributor, the live checker and the desk, and of the pool if packets have buffers. */
  readonly region: SharedArrayBuffer;
  readonly checker: SharedArrayBuffer;
  readonly desk: SharedArrayBuffer;
  readonly pool: SharedArrayBuffer | undefined;
  readonly habits: WorkerHabits;
}

/** How a worker behaves. All have a default. */
export interface WorkerHabits {
  /** Looks for packets and commands in turn instead of parking in `getPackets`. */
  readonly watches?: boolean;
  /** Notes each start for the distributor, so that its death leaves one suspect at most. */
  readonly notes?: boolean;
  /** Rounds of a loop that every packet takes. */
  readonly toil?: number;
  /** Leaves after every so many bursts, and rejoins at once. */
  readonly restless?: number;
  /** It may get stuck in a packet of this tag: see `allowStuck` of the desk. */
  readonly stuckIn?: number;
}

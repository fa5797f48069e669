/** What a worker thread is started with: its number and the memory that it shares with the others. */
export interface WorkerSetup {
  readonly worker: number;
  /** The distributor's. */
  readonly distributor: SharedArrayBuffer;
  /** The payload pool's: the frames. */
  readonly frames: SharedArrayBuffer;
  readonly notes: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  readonly stats: SharedArrayBuffer;
  /** The ordering checker's. */
  readonly checker: SharedArrayBuffer;
}

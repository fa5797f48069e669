/** The memory that a worker shares with the reading thread, beside the distributor's and the frames' pool. */
export interface WorkerMemory {
  readonly notes: SharedArrayBuffer;
  readonly states: SharedArrayBuffer;
  readonly stats: SharedArrayBuffer;
  /** The ordering checker's. */
  readonly checker: SharedArrayBuffer;
}

/** The name of the payload pool that holds the frames. */
export const FRAMES = 'frames';

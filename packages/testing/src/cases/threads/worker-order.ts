/** What a worker thread of a case is to do. Structured-cloneable. */
export interface WorkerOrder {
  readonly worker: number;
  /** The distributor's region. */
  readonly region: SharedArrayBuffer;
  /** The live checker's region. */
  readonly checker: SharedArrayBuffer;
  /** Where caller and workers talk: see desk.ts. */
  readonly desk: SharedArrayBuffer;
}

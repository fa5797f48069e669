/** What a thread that records its run attaches to. */
export interface RecordingOrder {
  readonly worker: number;
  readonly burst: number;
  /** Regions of the distributor and of the recorder. */
  readonly region: SharedArrayBuffer;
  readonly recorder: SharedArrayBuffer;
}

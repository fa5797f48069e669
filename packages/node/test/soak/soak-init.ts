/** What a soak worker gets as `workerData`. */
export interface SoakInit {
  readonly worker: number;
  readonly burst: number;
  readonly seed: number;
  /** Regions of the distributor and of the live check. */
  readonly region: SharedArrayBuffer;
  readonly witness: SharedArrayBuffer;
  /** Region of the watch over rests. */
  readonly rests: SharedArrayBuffer;
  /** Memory of the `Desk`. */
  readonly desk: SharedArrayBuffer;
  readonly workers: number;
}

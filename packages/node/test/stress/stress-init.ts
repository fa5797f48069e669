/** What a stress worker gets. */
export interface StressInit {
  /** Region of the live check. */
  readonly witness: SharedArrayBuffer;
  readonly seed: number;
  readonly burst: number;
  /** One counter for each worker: how often it has left. */
  readonly leaves: SharedArrayBuffer;
}

/** What a stress worker gets. */
export interface StressInit {
  /** Region of the live check. */
  readonly witness: SharedArrayBuffer;
  /** Region of the watch over rests. */
  readonly rests: SharedArrayBuffer;
  /** One word: 1 when some worker is to get stuck in its packet, 2 while it is, 0 to let it go. */
  readonly hold: SharedArrayBuffer;
  readonly seed: number;
  readonly burst: number;
  /** One counter for each worker: how often it has left. */
  readonly leaves: SharedArrayBuffer;
}

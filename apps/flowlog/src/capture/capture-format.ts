/** The fields of the record are those of the next packet. */
export const PACKET = 1;
/** Feed the window (or say that it has ended) and ask again. */
export const MORE = 0;
/** Nothing comes any more; `window.error` says whether that is the sound end. */
export const ENDED = -1;

export type Progress = typeof PACKET | typeof MORE | typeof ENDED;

/** What pcap and pcapng differ in: how the next packet is found in the window. */
export interface CaptureFormat {
  /** Never throws: damage is left in `window.error`, once, and ends the walk. */
  next(): Progress;
}

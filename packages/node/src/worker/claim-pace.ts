// How many packets a worker claims at once. What is claimed cannot go to another worker any more, so behind a slow
// handler nothing should be claimed in advance; for a fast one a claim of many shares the cost of the handshake.

/** Milliseconds of handling that may be claimed in advance: about what it costs to wake another worker. */
const ADVANCE_MS = 0.05;

/** The claim limit that suits handlers of this speed; it grows by doubling and falls at once. */
export function nextClaimLimit(limit: number, packets: number, elapsedMs: number, burst: number): number {
  const fitting = Math.floor((ADVANCE_MS * packets) / elapsedMs);
  return Math.max(1, Math.min(fitting, 2 * limit, burst));
}

/** The bounds that the distributor of a history was made with: what it may do to the letter of a promise. */
export interface HistoryBounds {
  /** Work-conserving's bound: packets that a worker may claim in one handshake. Not checked without it. */
  readonly claimLimit?: number;
  /** Isolated's: packets of one tag that may be accepted and not claimed (in `@dist/core`, `credits + flowBacklog`). Not checked without it. */
  readonly tagBacklog?: number;
  /**
   * Isolated's: stuck tags whose backlogs together leave room for the others, default 1. While more tags than that are held, a refusal
   * is not held against the distributor.
   */
  readonly stuckTags?: number;
  /** Crash-exact's: the workers note each packet before they start it, so that a death leaves one suspect at most (but for a worker that dies
   * between claiming packets and starting the first). Default false. */
  readonly notes?: boolean;
}

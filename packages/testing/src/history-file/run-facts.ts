import type { HistoryBounds } from '../history/history-bounds.ts';

/** What is known of a recorded run beside its events. All optional; a file may carry more, which is kept. */
export interface RunFacts {
  /** For people: what ran. */
  readonly title?: string;
  /** The options that the distributor was made with. */
  readonly workers?: number;
  readonly burst?: number;
  readonly capacity?: number;
  readonly credits?: number;
  readonly flowBacklog?: number;
  /** Packets a worker may claim in one handshake; the burst, if it is absent. */
  readonly claimLimit?: number;
  /** The workers note each packet before they start it. */
  readonly notes?: boolean;
  /** Stuck tags whose backlogs leave room for the others; if it is absent, as many as `capacity` says. */
  readonly stuckTags?: number;
  readonly [more: string]: unknown;
}

/** The bounds that a run with these options has to keep. */
export function boundsOf(facts: RunFacts): HistoryBounds {
  const { burst, capacity, credits, flowBacklog, claimLimit = burst, notes } = facts;
  const tagBacklog = credits === undefined || flowBacklog === undefined ? undefined : credits + flowBacklog;
  const { stuckTags = tagBacklog === undefined || capacity === undefined ? undefined : stuckTagsWithin(capacity, tagBacklog) } = facts;
  return {
    ...(claimLimit === undefined ? {} : { claimLimit }),
    ...(tagBacklog === undefined ? {} : { tagBacklog }),
    ...(notes === undefined ? {} : { notes }),
    ...(stuckTags === undefined ? {} : { stuckTags }),
  };
}

/** How many stuck tags cannot fill a capacity between them, each with so many packets outstanding. */
function stuckTagsWithin(capacity: number, tagBacklog: number): number {
  return Math.ceil(capacity / tagBacklog) - 1;
}

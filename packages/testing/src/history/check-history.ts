// The ordering checker. One pass over the events, constant work an event, one more pass over the packets at the end, and one over the
// events to tell the stories: linear in the history.
import type { Verdict } from '../verdict/verdict.ts';
import type { HistoryBounds } from './history-bounds.ts';
import type { History } from './history.ts';
import { Judge } from './judge.ts';

export interface CheckOptions {
  /**
   * `complete` (the default): the run is over, every accepted packet must have come back or been dropped.
   * `running`: packets may still be outstanding; only those count as lost that later packets of their tag have passed on the way back.
   */
  readonly end?: 'complete' | 'running';
  /** Violations kept with their text and story, default 100; the rest are counted. */
  readonly limit?: number;
  /** What the distributor of this history was made with. */
  readonly bounds?: HistoryBounds;
}

/**
 * Every violation of seven promises in a history, with the packets and workers involved and the shortest story.
 *
 * | promise | is broken when | needs, beside SUBMITTED |
 * | --- | --- | --- |
 * | Exclusive | a packet starts while another of its tag is in a handler, or is not handed back by another worker | STARTED, FINISHED |
 * | Ordered | a packet starts, or comes back, after a later one of its tag | STARTED or RETURNED |
 * | Once | an accepted packet is lost, runs twice, comes back twice, comes from nowhere, changes its tag | RETURNED, or the end of the run |
 * | Work-conserving | at a rest, an accepted packet waits of whose tag nothing is claimed or undecided, while a worker asks and holds nothing. The bound: what a worker has claimed stays with it, `bounds.claimLimit` packets a handshake | ACCEPTED, ASKED, CLAIMED, RESTED |
 * | Isolated | at a rest, while tags that are held number no more than `bounds.stuckTags`, a packet of a free tag was refused again while a worker asks and the caller has taken all returned packets; or more than `bounds.tagBacklog` packets of one tag wait | the same |
 * | Finite | a flush ends while packets are outstanding, or waits when nothing is left to wait for | ACCEPTED, FLUSHING, FLUSHED |
 * | Crash-exact | a packet passes an undecided suspect of its tag; a dead worker's packet starts again and nobody said retry; what it had finished is lost; a suspect is none; with `bounds.notes`, there are two | WORKER_LOST, SUSPECT, RETRIED, FAILED |
 *
 * A promise of which the history lacks the events stands in `notChecked`, with the reason: it is neither kept nor broken.
 */
export function checkHistory(history: History, options: CheckOptions = {}): Verdict {
  const judge = new Judge(history, options.bounds ?? {}, options.limit ?? 100);
  for (let row = 0; row < history.length; row += 1) judge.see(row);
  return judge.verdict(options.end !== 'running');
}

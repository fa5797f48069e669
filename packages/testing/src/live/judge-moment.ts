// A moment of a run as a history of its own: every packet that is out, where it is, who asks. The rules that judge a recorded run judge it.
import { EventKind } from '../history/event-kind.ts';
import type { HistoryBounds } from '../history/history-bounds.ts';
import { History } from '../history/history.ts';
import { Judge } from '../history/judge.ts';
import type { Verdict } from '../verdict/verdict.ts';

/** Where everybody is. Packets stand in input order. */
export interface Moment {
  readonly packets: readonly {
    readonly handle: number;
    readonly tag: number;
    readonly accepted: boolean;
    readonly place: 'waits' | 'claimed' | 'suspect' | 'handed back';
    /** That claimed it, or died in it. */
    readonly worker: number;
  }[];
  /** Workers that have asked and hold nothing. */
  readonly asks: readonly number[];
}

/** A moment says all of these, also where there is none of them. */
const SAID: ReadonlySet<EventKind> = new Set<EventKind>([EventKind.ACCEPTED, EventKind.ASKED, EventKind.CLAIMED, EventKind.HANDED_BACK]);

/**
 * @param flushed what a flush returned that ended just now; without it the moment is a rest, at which what was refused was offered again
 */
export function judgeMoment({ packets, asks }: Moment, bounds: HistoryBounds, flushed?: number): { readonly verdict: Verdict; readonly idle: boolean; readonly isolated: boolean } {
  const history = new History(16 + 4 * packets.length);
  for (const { handle, tag } of packets) history.submitted(handle, tag);
  for (const { handle, tag, accepted } of packets) if (accepted) history.accepted(handle, tag);
  for (const worker of asks) history.asked(worker);
  if (flushed !== undefined) history.flushing();
  for (const { handle, tag, place, worker } of packets) {
    if (place === 'claimed') history.claimed(handle, tag, worker);
    else if (place === 'suspect') history.suspect(handle, tag, worker);
    else if (place === 'handed back') history.handedBack(handle, tag, worker);
  }
  if (flushed === undefined) history.rested(true);
  else history.flushed(flushed);
  const judge = new Judge(history, bounds, 20, SAID);
  for (let row = 0; row < history.length; row += 1) judge.see(row);
  const verdict = judge.verdict(false);
  return { verdict, idle: verdict.checked.includes('Work-conserving'), isolated: verdict.checked.includes('Isolated') };
}

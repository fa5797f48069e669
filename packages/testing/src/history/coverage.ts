// Which promises a history says anything about. What it lacks the events for was not checked, however clean the rest is.
import type { PromiseName } from '../verdict/promise-name.ts';
import { EventKind } from './event-kind.ts';

export interface Evidence {
  readonly has: (kind: EventKind) => boolean;
  /** The run is over. */
  readonly atRest: boolean;
  /** Rests at which a worker asked and held nothing; of these, those at which tags were held that leave room for the others. */
  readonly idleRests: number;
  readonly stuckRests: number;
  readonly flushes: number;
  readonly deaths: number;
}

export interface Coverage {
  readonly checked: readonly PromiseName[];
  readonly notChecked: Readonly<Partial<Record<PromiseName, string>>>;
}

/** The reason why a promise could not be looked at; undefined when it could. */
type Reason = (evidence: Evidence) => string | undefined;

const reasons: Readonly<Partial<Record<PromiseName, Reason>>> = {
  Exclusive: ({ has }) =>
    has(EventKind.STARTED) && (has(EventKind.FINISHED) || has(EventKind.HANDED_BACK)) ? undefined : 'no start and end of a handler was recorded',
  Ordered: ({ has }) => (has(EventKind.SUBMITTED) && (has(EventKind.STARTED) || has(EventKind.RETURNED)) ? undefined : 'no packet started or came back'),
  Once: ({ has, atRest }) => {
    if (!has(EventKind.SUBMITTED)) return 'no packet was submitted';
    return atRest || has(EventKind.RETURNED) ? undefined : 'no packet came back, and the run goes on';
  },
  'Work-conserving': (evidence) => restReason(evidence) ?? (evidence.idleRests > 0 ? undefined : 'no worker asked at a rest'),
  Isolated: (evidence) => restReason(evidence) ?? (evidence.stuckRests > 0 ? undefined : 'no tag was held at a rest while a worker asked, or too many were'),
  Finite: ({ has, flushes }) => {
    if (!has(EventKind.FLUSHING)) return 'no flush was recorded';
    if (!has(EventKind.ACCEPTED)) return 'what was accepted was not recorded';
    return flushes > 0 ? undefined : 'no flush ended';
  },
  'Crash-exact': ({ deaths }) => (deaths > 0 ? undefined : 'no worker died'),
};

function restReason({ has }: Evidence): string | undefined {
  if (!has(EventKind.RESTED)) return 'no rest was recorded';
  if (!has(EventKind.ACCEPTED)) return 'what was accepted was not recorded';
  if (!has(EventKind.ASKED)) return 'no request of a worker was recorded';
  return has(EventKind.CLAIMED) ? undefined : 'what workers claimed was not recorded';
}

export function judgeCoverage(evidence: Evidence): Coverage {
  const checked: PromiseName[] = [];
  const notChecked: Partial<Record<PromiseName, string>> = {};
  for (const [promise, reason] of Object.entries(reasons) as [PromiseName, Reason][]) {
    const why = reason(evidence);
    if (why === undefined) checked.push(promise);
    else notChecked[promise] = why;
  }
  return { checked, notChecked };
}

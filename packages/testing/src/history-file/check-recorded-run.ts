import { checkHistory } from '../history/check-history.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { RecordedRun } from './history-reader.ts';
import { boundsOf } from './run-facts.ts';

/** The verdict on a run that was read from a file: by the bounds of its own distributor, and as running where events are missing. */
export function checkRecordedRun(run: RecordedRun, options: { readonly limit?: number } = {}): Verdict {
  return checkHistory(run.history, { ...options, end: run.whole ? run.end : 'running', bounds: boundsOf(run.facts) });
}

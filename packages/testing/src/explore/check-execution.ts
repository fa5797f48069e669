import { checkHistory } from '../history/check-history.ts';
import type { CheckOptions } from '../history/check-history.ts';
import type { HistoryBounds } from '../history/history-bounds.ts';
import type { History } from '../history/history.ts';
import { describeVerdict } from '../verdict/describe-verdict.ts';
import type { Execution } from './program.ts';

/** The ordering checker on an execution's history, as `Program.check`: what is wrong, or undefined. */
export function checkExecution({ history }: Pick<Execution, 'history'>, bounds: HistoryBounds = {}): string | undefined {
  return wrongIn(history, { bounds });
}

/** The same on the history of an execution that goes on, as `Program.checkSoFar`. */
export function checkSoFar(history: History, bounds: HistoryBounds = {}): string | undefined {
  return wrongIn(history, { bounds, end: 'running' });
}

function wrongIn(history: History, options: CheckOptions): string | undefined {
  const verdict = checkHistory(history, options);
  return verdict.kept ? undefined : describeVerdict(verdict, 2);
}

import { checkHistory } from '../history/check-history.ts';
import { describeVerdict } from '../verdict/describe-verdict.ts';
import type { Execution } from './program.ts';

/** The ordering checker on an execution's history, as `Program.check`: what is wrong, or undefined. */
export function checkExecution({ history }: Execution): string | undefined {
  const verdict = checkHistory(history);
  return verdict.kept ? undefined : describeVerdict(verdict, 2);
}

// Adds up the steps of a run: those that are vitest runs by their JSON reports, the others by their exit status.

/** The part of vitest's JSON report that is read here. */
export interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string; readonly failureMessages: readonly string[] }[];
  }[];
}

export interface Step {
  readonly exitStatus: number;
  /** Of a step that runs tests; undefined for one that should have left a report and did not. */
  readonly report?: Report | undefined;
  readonly runsTests: boolean;
}

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** Test files that could not be loaded hold no failed test of their own. */
const unloadedFiles = (report: Report): number =>
  report.testResults.filter(({ status, assertionResults }) => status === 'failed' && !assertionResults.some((test) => test.status === 'failed')).length;

/** A step that failed without naming a failed test (a check, a missing report, an error between tests) counts as one failure. */
export function tally(steps: readonly Step[]): Tally {
  let passed = 0;
  let failed = 0;
  let skipped = 0;
  for (const { exitStatus, report, runsTests } of steps) {
    const named = report === undefined ? 0 : report.numFailedTests + unloadedFiles(report);
    const unnamed = named === 0 && (exitStatus !== 0 || (runsTests && report === undefined)) ? 1 : 0;
    passed += report?.numPassedTests ?? 0;
    failed += named + unnamed;
    skipped += (report?.numPendingTests ?? 0) + (report?.numTodoTests ?? 0);
  }
  return { passed, failed, skipped };
}

/** `N passed, N failed`, with `, N skipped` when there are any. */
export const tallyLine = ({ passed, failed, skipped }: Tally): string => `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;

/** Each failed test, and each file that could not be loaded, with what it said: a line of a long log is easily missed. */
export const failures = (report: Report): string[] =>
  report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const failed = assertionResults.filter((test) => test.status === 'failed');
    if (failed.length === 0) return status === 'failed' ? [`${name}: ${message}`] : [];
    return failed.map((test) => `${name}: ${test.fullName}\n${test.failureMessages.join('\n')}`);
  });

import { describe, expect, it } from 'vitest';

import { failures, tally, tallyLine } from './tally.ts';
import type { Report, Step } from './tally.ts';

const file = (status: string, ...tests: readonly string[]): Report['testResults'][number] => ({
  name: 'some.test.ts',
  status,
  message: 'no such module',
  assertionResults: tests.map((test, index) => ({ status: test, fullName: `test ${index}`, failureMessages: ['expected 1 to be 2'] })),
});
const tests = (exitStatus: number, over: Partial<Report>): Step => ({
  exitStatus,
  runsTests: true,
  report: { numPassedTests: 0, numFailedTests: 0, numPendingTests: 0, numTodoTests: 0, testResults: [], ...over },
});

describe('the tally', () => {
  it('adds up the reports', () => {
    const steps = [
      tests(0, { numPassedTests: 3, numPendingTests: 1, testResults: [file('passed', 'passed', 'passed', 'passed', 'pending')] }),
      tests(1, { numPassedTests: 1, numFailedTests: 2, testResults: [file('failed', 'passed', 'failed', 'failed')] }),
      { exitStatus: 0, runsTests: false },
    ];
    expect(tallyLine(tally(steps))).toBe('4 passed, 2 failed, 1 skipped');
  });

  it('says nothing of skipped tests when there are none', () => {
    expect(tallyLine(tally([tests(0, { numPassedTests: 5 })]))).toBe('5 passed, 0 failed');
  });

  it('counts a test file that did not load', () => {
    expect(tally([tests(1, { testResults: [file('failed')] })]).failed).toBe(1);
  });

  it('counts a run that failed outside its tests', () => {
    expect(tally([tests(1, { numPassedTests: 9, testResults: [file('passed', 'passed')] })]).failed).toBe(1);
  });

  it('counts a run that left no report, whatever its status', () => {
    expect(tally([{ exitStatus: 0, runsTests: true }])).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });

  it('counts a check that failed', () => {
    expect(tally([tests(0, { numPassedTests: 5 }), { exitStatus: 2, runsTests: false }])).toEqual({ passed: 5, failed: 1, skipped: 0 });
  });

  it('names what failed, and says why', () => {
    const report = tests(1, { testResults: [file('passed', 'passed'), file('failed', 'passed', 'failed'), file('failed')] }).report!;
    expect(failures(report)).toEqual(['some.test.ts: test 1\nexpected 1 to be 2', 'some.test.ts: no such module']);
  });
});

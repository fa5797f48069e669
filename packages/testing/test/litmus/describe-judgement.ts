import type { Judgement } from './judge.ts';
import type { LitmusTest } from './litmus-test.ts';

const verdicts = {
  holds: 'holds',
  forbidden: 'FORBIDDEN OUTCOME SEEN',
  blind: 'BLIND: the threads never met, so nothing is shown',
} as const;

/** The outcome table of a test, as text. Allowed outcomes that were never seen are left out of long tables. */
export function describeJudgement(test: LitmusTest, { verdict, total, rows }: Judgement, note = ''): string {
  const shown = rows.length > 8 ? rows.filter(({ count, grade }) => count > 0 || grade !== 'allowed') : rows;
  const width = Math.max(...shown.map(({ name }) => name.length));
  const digits = Math.max(...shown.map(({ count }) => grouped(count).length));
  const lines = shown.map(({ name, count, grade, why }) => `  ${name.padEnd(width)}  ${grouped(count).padStart(digits)}  ${`${grade.padEnd(11)} ${why}`.trimEnd()}`);
  return [`${test.name}: ${verdicts[verdict]}, ${grouped(total)} times${note}`, `  ${test.about}`, ...lines].join('\n');
}

/** 1234567 as 1 234 567. */
export const grouped = (count: number): string => count.toString().replace(/\B(?=(\d{3})+$)/g, ' ');

import { grouped } from './describe-judgement.ts';
import type { Judgement } from './judge.ts';
import { type Grade, type LitmusTest, threadsOf } from './litmus-test.ts';

/** A test that was run. */
export interface Result {
  readonly test: LitmusTest;
  readonly judgement: Judgement;
  /** It has more threads than there are processors. */
  readonly crowded: boolean;
}

/** All results as a table in Markdown, a row a test: what docs/litmus.md shows. @param iterations races that each was to make */
export function describeTable(results: readonly Result[], iterations: number): string {
  const rows = results.map(
    ({ test, judgement, crowded }) =>
      `| ${test.name} | ${threadsOf(test)}${crowded ? ' \\*' : ''} | ${grouped(judgement.total)}${judgement.total < iterations ? ' †' : ''} | ${seenOf(judgement, 'forbidden')} | ${seenOf(judgement, 'interesting')} |`,
  );
  const notes = [
    ...(results.some(({ crowded }) => crowded) ? ['\\* more threads than processors: races overlap only when a thread is interrupted.'] : []),
    ...(results.some(({ judgement }) => judgement.total < iterations) ? ['† the time was over before the count.'] : []),
  ];
  return [
    '| test | threads | races | forbidden outcomes seen | interesting ones seen |',
    '| --- | --: | --: | --: | --: |',
    ...rows,
    ...(notes.length > 0 ? ['', ...notes] : []),
  ].join('\n');
}

/** How often outcomes of a grade were seen; nothing where the test has none that could be. Any outcome may turn out to be forbidden. */
function seenOf({ rows }: Judgement, grade: Grade): string {
  const graded = rows.filter((row) => row.grade === grade);
  if (graded.length === 0 && grade !== 'forbidden') return '';
  return grouped(graded.reduce((sum, { count }) => sum + count, 0));
}

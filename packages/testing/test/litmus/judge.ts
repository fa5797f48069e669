import type { Grade, LitmusTest } from './litmus-test.ts';

export interface Row {
  readonly name: string;
  readonly count: number;
  readonly grade: Grade;
  readonly why: string;
}

/** `forbidden`: what must not be was seen. `blind`: what every run has to show was not, so the run shows nothing. */
export interface Judgement {
  readonly verdict: 'holds' | 'forbidden' | 'blind';
  readonly total: number;
  readonly rows: readonly Row[];
}

/** @param seen how often each outcome was seen; one that the test does not list is forbidden. */
export function judge(test: LitmusTest, seen: ReadonlyMap<string, number>): Judgement {
  const rows = [...new Set([...Object.keys(test.outcomes), ...seen.keys()])].map((name): Row => {
    const { grade, why = '' } = test.outcomes[name] ?? { grade: 'forbidden', why: 'not among the outcomes that the test knows' };
    return { name, count: seen.get(name) ?? 0, grade, why };
  });
  const broken = rows.some(({ grade, count }) => grade === 'forbidden' && count > 0);
  const blind = test.mustSee !== undefined && (seen.get(test.mustSee) ?? 0) === 0;
  return { verdict: broken ? 'forbidden' : blind ? 'blind' : 'holds', total: rows.reduce((sum, { count }) => sum + count, 0), rows };
}

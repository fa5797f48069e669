import type { FailureKind, PromiseName } from '../../src/index.ts';

/** How a check says what went wrong: a promise that was broken, or what the explorer saw. */
export type Breach = PromiseName | Exclude<FailureKind, 'check'>;

/** What a check says of the code that was loaded. */
export interface Outcome {
  /** What was wrong first; undefined when nothing was. */
  readonly breach?: Breach;
  /** For people. */
  readonly text?: string;
  /** How many schedules, executions, runs or packets it took, to the breach or to the end. */
  readonly tried: number;
}

export interface Check {
  /** What it counts: schedules are drawn at random, executions are all there are. */
  readonly unit: 'schedules' | 'executions' | 'runs' | 'packets';
  readonly run: () => Outcome | Promise<Outcome>;
}

const PROMISES = ['Exclusive', 'Ordered', 'Once', 'Exact', 'Work-conserving', 'Isolated', 'Bounded', 'Finite', 'Crash-exact', 'Contract'] as const;

/** The promise that a verdict's text, or an error's, names first. */
export function promiseIn(text: string): Breach | undefined {
  const [first] = PROMISES.map((promise) => ({ promise, at: text.search(new RegExp(`\\b${promise}:`)) }))
    .filter(({ at }) => at >= 0)
    .sort((one, other) => one.at - other.at);
  return first?.promise;
}

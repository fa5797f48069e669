// A whole run: the machine is described, the handlers' loop calibrated, then case after case.
import { describeMachine } from './machine.ts';
import type { CaseResult, Results } from './result.ts';
import { RESULTS_FORMAT } from './result.ts';
import { runCase } from './run-case.ts';
import type { RoundOptions } from './run-case.ts';
import { calibrateSpin } from './spin.ts';
import type { BenchCase } from './variant.ts';

export interface SuiteOptions extends Pick<RoundOptions, 'rounds' | 'attempts' | 'scale' | 'wanted' | 'progress'> {
  /** Seconds after which no case is begun; none without it. */
  readonly budget: number | undefined;
  /** Hears each case's result when it is there. */
  readonly done: (result: CaseResult) => void;
}

export async function runSuite(cases: readonly BenchCase[], options: SuiteOptions): Promise<Results> {
  const machine = describeMachine();
  const started = new Date().toISOString();
  const start = performance.now();
  const spinsPerMicrosecond = calibrateSpin();
  const deadline = start + (options.budget ?? Infinity) * 1000;
  const late = (): boolean => performance.now() > deadline;
  const results: CaseResult[] = [];
  const skipped: string[] = [];
  for (const bench of cases) {
    if (late()) {
      if (bench.variants.some(({ name }) => options.wanted(`${bench.id}/${name}`))) skipped.push(bench.id);
      continue;
    }
    const result = await runCase(bench, { ...options, spinsPerMicrosecond, cores: machine.cores, late });
    if (result === undefined) continue;
    results.push(result);
    options.done(result);
  }
  const { rounds, scale } = options;
  const seconds = Math.round((performance.now() - start) / 100) / 10;
  return { format: RESULTS_FORMAT, started, seconds, machine, spinsPerMicrosecond, rounds, scale, cases: results, skipped };
}

// Measures what the options select and prints each case as it comes.
import { allCases } from '../cases/all-cases.ts';
import { describeMachine } from '../measure/machine.ts';
import type { Results } from '../measure/result.ts';
import { runSuite } from '../measure/run-suite.ts';
import { machineText } from '../report/print-machine.ts';
import { caseText } from '../report/print-case.ts';
import { roundsText, skippedText } from '../report/print-rounds.ts';
import type { BenchOptions } from './options.ts';
import { Progress } from './progress.ts';

/** For the sake of undisturbed runs, a variant may be run this many times the wanted rounds; once more in a hurry. */
const CHANCES = 2;

/** With --quick nothing more is started after that and no further round made: on a machine that others use everything takes longer. */
const QUICK_SECONDS = 24;

export function namesOfAll(): string[] {
  return allCases.flatMap(({ id, variants }) => variants.map(({ name }) => `${id}/${name}`));
}

export async function bench(options: BenchOptions): Promise<Results> {
  const { quick, only, rounds, scale } = options;
  const progress = new Progress(process.stderr);
  console.log(machineText(describeMachine()));
  const results = await runSuite(
    allCases.filter((candidate) => !quick || candidate.quick || only !== undefined),
    {
      rounds,
      scale,
      budget: quick ? QUICK_SECONDS : undefined,
      attempts: quick ? rounds + 1 : rounds * CHANCES,
      wanted: (name) => only?.test(name) ?? true,
      progress: (text) => progress.show(text),
      done: (result) => {
        progress.clear();
        console.log(`\n${caseText(result)}`);
      },
    },
  );
  console.log(`\n${results.cases.length} ${results.cases.length === 1 ? 'case' : 'cases'} in ${results.seconds} s. ${roundsText(results)}`);
  const skipped = skippedText(results);
  if (skipped !== undefined) console.log(skipped);
  return results;
}

// `pnpm bench`: measures, or takes what was measured before, and says what came of it.
import { writeFileSync } from 'node:fs';
import type { Results } from '../measure/result.ts';
import { brokenRows, checkTargets, shortRunText, targetsText } from '../report/check-targets.ts';
import { comparisonText } from '../report/compare.ts';
import { targets } from '../report/targets.ts';
import { bench, namesOfAll } from './bench.ts';
import { USAGE, parseOptions } from './options.ts';
import type { BenchOptions } from './options.ts';
import { readResults, requireWritable, writeResults } from './results-file.ts';

/** @returns the exit status: 1 when a variant failed or a target was missed. @throws whatever makes a run impossible. */
export async function run(args: readonly string[]): Promise<number> {
  const options = parseOptions(args);
  if (options.help) {
    console.log(USAGE);
  } else if (options.list) {
    console.log(namesOfAll().filter((name) => options.only?.test(name) ?? true).join('\n'));
  } else if (options.compare !== undefined) {
    console.log(comparisonText(readResults(options.compare[0]), readResults(options.compare[1])));
  } else {
    return conclude(await obtain(options), options);
  }
  return 0;
}

async function obtain(options: BenchOptions): Promise<Results> {
  if (options.from !== undefined) return readResults(options.from);
  requireWritable(options.json);
  requireWritable(options.report);
  const results = await bench(options);
  if (results.cases.length === 0) throw new RangeError(`nothing matches --only ${String(options.only)}; see --list`);
  return results;
}

async function conclude(results: Results, { json, report, check }: BenchOptions): Promise<number> {
  if (json !== undefined) writeResults(json, results);
  if (report !== undefined) {
    // Drawing plots takes libraries that nothing else needs.
    const { reportPage } = await import('../report/html/page.ts');
    writeFileSync(report, reportPage(results));
  }
  const failed = results.cases.some(({ rows }) => rows.some((row) => row.failed !== undefined));
  return (check && !meetsTargets(results)) || failed ? 1 : 0;
}

function meetsTargets(results: Results): boolean {
  const checked = checkTargets(targets, results);
  console.log(`\n${targetsText(checked)}`);
  const short = shortRunText(results);
  if (short !== undefined) console.log(short);
  const broken = brokenRows(results);
  for (const name of broken) console.log(`  order BROKEN: ${name}`);
  return broken.length === 0 && checked.every(({ verdict }) => verdict !== 'MISSED');
}

// Runs the named checks, prints what they found, and ends with status 1 if any found something or had nothing to look at.
//   node tooling/checks/src/main.ts dependencies labels links words lockfile examples packed installed api
import { join } from 'node:path';

import { checkAllApis } from './api.ts';
import { checkDependencies } from './dependencies.ts';
import { checkDocsExamples, docsExamples } from './examples.ts';
import type { Checked } from './finding.ts';
import { checkAllInstalled } from './installed.ts';
import { checkLabels } from './labels.ts';
import { checkLinks } from './links.ts';
import { checkLockfile } from './lockfile.ts';
import { checkAllPacked } from './packed.ts';
import { checkWords } from './words.ts';

const root = join(import.meta.dirname, '../../..');
const checks: Readonly<Record<string, () => Checked | Promise<Checked>>> = {
  api: () => checkAllApis(root, false),
  'api-update': () => checkAllApis(root, true),
  dependencies: () => checkDependencies(root, join(root, '.dependency-cruiser.js')),
  examples: () => checkDocsExamples(root),
  installed: () => checkAllInstalled(root, docsExamples(root)),
  labels: () => checkLabels(root),
  links: () => checkLinks(root),
  lockfile: () => checkLockfile(root),
  packed: () => checkAllPacked(root),
  words: () => checkWords(root),
};

for (const name of process.argv.slice(2)) {
  const check = checks[name];
  if (check === undefined) throw new RangeError(`no check is named '${name}'; there are ${Object.keys(checks).join(', ')}`);
  const { looked, unit, findings } = await check();
  for (const { where, what } of findings) console.error(`${where}: ${what}`);
  const failed = findings.length > 0 || looked === 0;
  console.log(`${failed ? 'FAIL' : 'ok'} ${name}: ${looked} ${unit}, ${findings.length} findings`);
  if (failed) process.exitCode = 1;
}

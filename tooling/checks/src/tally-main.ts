// The last line of .ci/run. One argument a step: its name, its exit status and, if it runs tests, the report it leaves.
//   node tooling/checks/src/tally-main.ts test=0=node_modules/.cache/tests-test.json check=0
import { existsSync, readFileSync } from 'node:fs';

import { failures, tally, tallyLine } from './tally.ts';
import type { Report, Step } from './tally.ts';

const steps = process.argv.slice(2).map((argument): Step => {
  const [name = '', status = '', file] = argument.split('=');
  const exitStatus = Number.parseInt(status, 10);
  if (Number.isNaN(exitStatus)) throw new TypeError(`not of the form name=status or name=status=report: '${argument}'`);
  if (exitStatus !== 0) console.log(`step ${name} failed (exit status ${exitStatus})`);
  if (file === undefined) return { exitStatus, runsTests: false };
  return { exitStatus, runsTests: true, report: existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Report) : undefined };
});
for (const { report } of steps) if (report !== undefined) for (const failure of failures(report)) console.log(`FAILED ${failure}`);
const counted = tally(steps);
console.log(tallyLine(counted));
if (counted.failed > 0 || counted.passed === 0) process.exitCode = 1;

// `pnpm prove`: explores all of programs.ts and prints a line for each. Arguments: --quick (CI's part), --only TEXT of a name,
// --json, --seed N, --minutes N for each program at most, --replay SCHEDULE of the one program that --only leaves. Ends with status 1
// when a program does not hold, or fails again on the schedule.
import { parseArgs } from 'node:util';
import { describeExploration, describeFinding } from '../../src/explore/describe-finding.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { isD1, lookForD1 } from './known-defect.ts';
import { proofs } from './programs.ts';
import type { Proof } from './programs/proof.ts';
import { proveProgram } from './prove-program.ts';
import { commandFor, retell } from './retell.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    replay: { type: 'string' },
  },
});

const effort = { quick: values.quick, seed: Number(values.seed), milliseconds: Number(values.minutes) * 60_000 };
const named = proofs.filter(({ program }) => program.name === values.only);
const like = named.length > 0 ? named : proofs.filter(({ program }) => program.name.includes(values.only));
const chosen = like.filter(({ quick }) => !values.quick || quick !== undefined);
if (chosen.length === 0) throw new RangeError(`no program has "${values.only}" in its name`);

if (values.replay === undefined) {
  const started = Date.now();
  const sees = values.only !== '' || findsD1();
  const failed = chosen.filter((proof) => !holds(proof)).length;
  if (!values.json) console.log(`${chosen.length - failed} of ${chosen.length} programs hold, in ${Math.round((Date.now() - started) / 1000)} s`);
  process.exitCode = failed === 0 && sees ? 0 : 1;
} else {
  const [proof, another] = chosen;
  if (another !== undefined) throw new RangeError(`"${values.only}" is in the names of ${chosen.length} programs, and a schedule is of one`);
  const { failed, story } = retell(proof!.program, parseSchedule(values.replay));
  console.log(story);
  process.exitCode = failed ? 1 : 0;
}

/** Explores a program and says how it went. */
function holds(proof: Proof): boolean {
  const { program } = proof;
  const { exploration, complaints } = proveProgram(proof, effort);
  const { finding } = exploration;
  const short = finding && shrink(program, finding);
  const stories = short === undefined ? [] : [describeFinding(program, short), commandFor(program, short)];
  const passed = finding === undefined && complaints.length === 0;
  if (values.json) console.log(JSON.stringify({ ...exploration, finding: undefined, passed, story: [...complaints, ...stories].join('\n') }));
  else console.log([describeExploration(exploration), ...complaints.map((complaint) => `  FAILS: ${complaint}`), ...stories].join('\n'));
  return passed;
}

/** An explorer that finds nothing may be blind: here it must find something, and says how long that took. */
function findsD1(): boolean {
  return Object.entries(lookForD1(effort.milliseconds, effort.seed)).every(([how, exploration]) => {
    const passed = isD1(exploration);
    const { program, executions, steps, milliseconds, finding } = exploration;
    if (values.json) console.log(JSON.stringify({ ...exploration, finding: undefined, passed, story: finding?.text ?? '' }));
    else console.log(`${program}: ${passed ? 'D1 found' : 'FAILS: D1 not found'} ${how}; ${executions} executions, ${steps} steps, ${milliseconds} ms`);
    return passed;
  });
}

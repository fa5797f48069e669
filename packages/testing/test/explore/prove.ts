// `pnpm prove`: explores all of programs.ts and prints a line for each. Arguments: --quick (CI's part), --only TEXT of a name,
// --json, --seed N, --minutes N for each program at most, --jobs N programs at once, --replay SCHEDULE of the one program that --only
// leaves. Ends with status 1 when a program does not hold, or fails again on the schedule.
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { lookForD1, isD1 } from './known-defect.ts';
import { proofs } from './programs.ts';
import { proveSideBySide } from './prove-side-by-side.ts';
import { retell } from './retell.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { jsonOf, linesOf } from './tell-proof.ts';

/** One that is explored whole may need 1.4 GB for its states. */
const MOST_JOBS = 4;

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '10' },
    jobs: { type: 'string', default: String(Math.min(MOST_JOBS, availableParallelism())) },
    replay: { type: 'string' },
  },
});

const effort = { quick: values.quick, seed: Number(values.seed), milliseconds: Number(values.minutes) * 60_000 };
const jobs = Number(values.jobs);
if (!Number.isInteger(jobs) || jobs < 1) throw new RangeError(`--jobs ${values.jobs}: how many programs at once, 1 at least`);
const named = proofs.filter(({ program }) => program.name === values.only);
const like = named.length > 0 ? named : proofs.filter(({ program }) => program.name.includes(values.only));
const chosen = like.filter(({ quick }) => !values.quick || quick !== undefined);
if (chosen.length === 0) throw new RangeError(`no program has "${values.only}" in its name`);

if (values.replay === undefined) {
  const started = Date.now();
  const sees = values.only !== '' || findsD1();
  const held = await proveSideBySide(chosen, effort, jobs, (told) => {
    console.log((values.json ? jsonOf : linesOf)(told));
  });
  if (!values.json) console.log(`${held} of ${chosen.length} programs hold, in ${Math.round((Date.now() - started) / 1000)} s`);
  process.exitCode = held === chosen.length && sees ? 0 : 1;
} else {
  const [proof, another] = chosen;
  if (another !== undefined) throw new RangeError(`"${values.only}" is in the names of ${chosen.length} programs, and a schedule is of one`);
  const { failed, story } = retell(proof!.program, parseSchedule(values.replay));
  console.log(story);
  process.exitCode = failed ? 1 : 0;
}

/** An explorer that finds nothing may be blind: here it must find something, and says how long that took. */
function findsD1(): boolean {
  return Object.entries(lookForD1(effort.milliseconds, effort.seed)).every(([how, exploration]) => {
    const passed = isD1(exploration);
    const { program, executions, steps, milliseconds, finding } = exploration;
    if (values.json) console.log(jsonOf({ exploration, passed, story: finding === undefined ? [] : [finding.text] }));
    else console.log(`${program}: ${passed ? 'D1 found' : 'FAILS: D1 not found'} ${how}; ${executions} executions, ${steps} steps, ${milliseconds} ms`);
    return passed;
  });
}

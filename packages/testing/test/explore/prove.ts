// `pnpm prove`: explores all of programs.ts and prints a line for each. Arguments: --quick (CI's part), --only TEXT of a name,
// --json, --seed N, --minutes N for each program at most, --replay SCHEDULE of the one program that --only leaves. Ends with status 1
// when a program does not hold, or fails again on the schedule.
import { parseArgs } from 'node:util';
import { checkCheckpoints } from '../../src/explore/check-checkpoints.ts';
import { describeExploration, describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Exploration } from '../../src/explore/finding.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { proofs } from './programs.ts';
import type { Proof } from './programs/proof.ts';
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

/** 60 million states take some 1.4 GB. */
const MAX_STATES = 60_000_000;

const named = proofs.filter(({ program }) => program.name === values.only);
const like = named.length > 0 ? named : proofs.filter(({ program }) => program.name.includes(values.only));
const chosen = like.filter(({ quick }) => !values.quick || quick !== undefined);
if (chosen.length === 0) throw new RangeError(`no program has "${values.only}" in its name`);

if (values.replay === undefined) {
  const started = Date.now();
  const failed = chosen.filter((proof) => !holds(proof)).length;
  if (!values.json) console.log(`${chosen.length - failed} of ${chosen.length} programs hold, in ${Math.round((Date.now() - started) / 1000)} s`);
  process.exitCode = failed === 0 ? 0 : 1;
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
  const broken = proof.how === 'states' ? brokenCheckpoints(proof) : undefined;
  const exploration = explore(proof);
  const { finding, complete } = exploration;
  const passed = broken === undefined && finding === undefined && (complete || proof.how === 'schedules');
  const short = finding && shrink(program, finding);
  const stories = [...(broken === undefined ? [] : [`checkpoints: ${broken}`]), ...(short === undefined ? [] : [describeFinding(program, short), commandFor(program, short)])];
  if (values.json) console.log(JSON.stringify({ ...exploration, finding: undefined, passed, story: stories.join('\n') }));
  else console.log([describeExploration(exploration), ...(complete || finding !== undefined || proof.how === 'schedules' ? [] : ['  FAILS: not explored whole']), ...stories].join('\n'));
  return passed;
}

/** What is wrong with the states that count as equal, on which an exploration by states relies. */
function brokenCheckpoints({ program }: Proof): string | undefined {
  const { conflict, unmet } = checkCheckpoints(program, { seed: Number(values.seed), schedules: values.quick ? 100 : 500 });
  return conflict ?? (unmet.length === 0 ? undefined : `no state has the fields ${unmet.join(', ')} that are listed as incidental`);
}

function explore({ program, how, quick, schedules }: Proof): Exploration {
  const milliseconds = Number(values.minutes) * 60_000;
  if (how === 'states') return exploreStates(program, { milliseconds, maxStates: MAX_STATES });
  if (how === 'executions') return exploreAll(program, { milliseconds });
  const count = values.quick && typeof quick === 'number' ? quick : (schedules ?? 0);
  return exploreRandomly(program, { schedules: count, seed: Number(values.seed), way: 'mixed', milliseconds });
}

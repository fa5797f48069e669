// `pnpm prove`: explores all of programs.ts and prints a line for each. Arguments: --quick (CI's part), --only TEXT,
// --json, --seed N, --minutes N for each, --program NAME --replay SCHEDULE.
import { parseArgs } from 'node:util';
import { describeExploration, describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Exploration } from '../../src/explore/finding.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { proofs, type Proof } from './programs.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    json: { type: 'boolean', default: false },
    seed: { type: 'string', default: '1' },
    minutes: { type: 'string', default: '30' },
    replay: { type: 'string' },
  },
});

const chosen = proofs.filter(({ program, quick }) => program.name.includes(values.only) && (!values.quick || quick !== undefined));
if (chosen.length === 0) throw new Error(`no program has "${values.only}" in its name`);

if (values.replay !== undefined) {
  const [proof] = chosen;
  const finding = { kind: 'check', text: 'a replay', schedule: parseSchedule(values.replay) } as const;
  console.log(describeFinding(proof!.program, finding));
} else {
  let failed = 0;
  for (const proof of chosen) {
    const exploration = explore(proof);
    const { finding } = exploration;
    const whole = proof.how === 'schedules' || exploration.complete;
    const story = finding === undefined ? undefined : describeFinding(proof.program, shrink(proof.program, finding));
    if (finding !== undefined || !whole) failed++;
    if (values.json) console.log(JSON.stringify({ ...exploration, finding: undefined, passed: finding === undefined && whole, story }));
    else console.log(describeExploration(exploration) + (story === undefined ? '' : `\n${story}`));
  }
  if (!values.json) console.log(`${chosen.length - failed} of ${chosen.length} programs hold`);
  process.exitCode = failed === 0 ? 0 : 1;
}

function explore({ program, how, quick, schedules }: Proof): Exploration {
  const milliseconds = Number(values.minutes) * 60_000;
  if (how === 'states') return exploreStates(program, { milliseconds, maxStates: 60_000_000 });
  if (how === 'executions') return exploreAll(program, { milliseconds });
  const count = values.quick && typeof quick === 'number' ? quick : (schedules ?? 0);
  return exploreRandomly(program, { schedules: count, seed: Number(values.seed), way: 'mixed', milliseconds });
}

// pnpm litmus [--quick] [--only TEXT] [--iterations N] [--seconds N] [--seed N] [--json]
// Tiny races on real threads, two million of each, with a table of what came out. Ends with status 1 when an outcome was
// seen that ECMAScript's memory model, or our own rules on top of it, forbid; or when a bug put in was never seen.
// A test ends at its count; the seconds only see to it that a run comes to an end on any machine.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { catalog } from './catalog.ts';
import { describeJudgement } from './describe-judgement.ts';
import { type Result, describeTable } from './describe-table.ts';
import { judge } from './judge.ts';
import { threadsOf } from './litmus-test.ts';
import { runLitmus } from './run-litmus.ts';

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string', default: '' },
    iterations: { type: 'string' },
    seconds: { type: 'string' },
    seed: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});

const iterations = positive('iterations', values.iterations ?? (values.quick ? '200000' : '2000000'));
const seconds = positive('seconds', values.seconds ?? (values.quick ? '1' : '300'));
const seed = positive('seed', values.seed);
const processors = availableParallelism();
const chosen = catalog.filter(({ name }) => name.includes(values.only));
if (chosen.length === 0) throw new RangeError(`no litmus test has "${values.only}" in its name`);

const say = (text: string): void => {
  if (!values.json) console.log(text);
};
const machine = `Node ${process.version}, V8 ${process.versions.v8}, ${process.arch}, ${processors} × ${cpus()[0]?.model ?? 'unknown processor'}, seed ${seed}`;
say(machine);
if (processors < 2) say('one processor: threads never run at once, so bugs put in may stay unseen; that is not counted as a failure here');

/** Seconds after which who has not seen its bug stops looking for it. */
const PATIENCE = 30;
const results: Result[] = [];
let failed = 0;
for (const test of chosen) {
  const crowded = threadsOf(test) > processors;
  const judgement = judge(test, await runLitmus(test, { iterations, seconds, longest: crowded ? 0 : Math.max(seconds, PATIENCE), seed }));
  if (judgement.verdict === 'forbidden' || (judgement.verdict === 'blind' && !crowded)) failed++;
  results.push({ test, judgement, crowded });
  if (values.json) console.log(JSON.stringify({ name: test.name, crowded, ...judgement }));
  else say(describeJudgement(test, judgement, crowded ? ` (${threadsOf(test)} threads on ${processors} processors: they seldom overlap)` : ''));
}
say(`\n${machine}\n\n${describeTable(results, iterations)}\n`);
say(`${chosen.length - failed} of ${chosen.length} litmus tests hold`);
if (failed > 0) process.exitCode = 1;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`--${name} must be a positive integer, got '${text}'`);
}

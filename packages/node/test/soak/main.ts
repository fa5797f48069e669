// pnpm soak [--packets N | --minutes N] [--workers N] [--burst N] [--seed N] [--faults X] [--json]
// Packets over real worker threads with faults injected all the time. Ends with status 1 when a promise was broken or
// memory grew beyond its bound. Default: 30 million packets.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { zipfTags } from '@dist/testing';
import { DRIFT_BOUND } from './memory-watch.ts';
import { describeDrift, describeReport, describeTable, injected } from './soak-report.ts';
import { soakRun } from './soak-run.ts';
import { startWatchdog } from './watchdog.ts';

const { values } = parseArgs({
  options: {
    packets: { type: 'string' },
    minutes: { type: 'string' },
    workers: { type: 'string', default: '2' },
    burst: { type: 'string', default: '32' },
    seed: { type: 'string', default: '1' },
    faults: { type: 'string', default: '1' },
    json: { type: 'boolean', default: false },
  },
});
const minutes = values.minutes === undefined ? Infinity : positive('minutes', values.minutes);
const packets = values.packets === undefined ? (minutes === Infinity ? 30_000_000 : Infinity) : whole('packets', values.packets);
const workers = whole('workers', values.workers);
const burst = whole('burst', values.burst);
const seed = whole('seed', values.seed);
const faults = positive('faults', values.faults);
const say = values.json ? (): void => undefined : (line: string): void => console.log(line);

const TAGS = 1024;
const machine = `Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`;
const length = [...(packets < Infinity ? [`${packets} packets`] : []), ...(minutes < Infinity ? [`${minutes} minutes`] : [])].join(' or ');
say(`${length}, ${workers} workers, bursts of ${burst}, seed ${seed}\n${machine}`);
startWatchdog(120);
const outcome = await soakRun({
  packets,
  milliseconds: minutes * 60_000,
  workload: zipfTags({ tags: TAGS, exponent: 1, seed }),
  tags: TAGS,
  workers,
  burst,
  // The plain gate adds no memory order that could hide a missing one; the atomic gate misses no overlap.
  gate: seed % 2 === 0 ? 'plain' : 'atomic',
  seed,
  faults,
  onSample: (report) => {
    say(describeReport(report));
  },
});
const kept = outcome.violations === 0;
if (values.json) console.log(JSON.stringify({ machine, workers, burst, seed, bound: DRIFT_BOUND, ...outcome }, undefined, 2));
say(`faults: ${Object.entries(outcome.faults).map(([name, count]) => `${name} ${count}`).join(', ')}`);
say(`packets of ended workers: ${outcome.retried} retried, ${outcome.failed} failed; ${outcome.dropped} packets dropped by clearReturns, as it said`);
for (const finding of outcome.findings) say(finding);
say(describeDrift(outcome, DRIFT_BOUND));
say(`${kept ? 'kept' : 'VIOLATED'}: ${outcome.checked.join(', ')} over ${outcome.packets} packets, ${outcome.rests} rests and ${injected(outcome.faults)} faults, ${outcome.violations} violations`);
say(`\n${describeTable(outcome, machine)}`);
if (!kept || outcome.memoryIs === 'drifting') process.exitCode = 1;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (value > 0 && value < Infinity) return value;
  throw new RangeError(`--${name} must be a positive number, got '${text}'`);
}

function whole(name: string, text: string): number {
  const value = positive(name, text);
  if (Number.isInteger(value)) return value;
  throw new RangeError(`--${name} must be a positive integer, got '${text}'`);
}

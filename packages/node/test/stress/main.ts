// pnpm stress [--packets N] [--workers N] [--burst N ...] [--seed N]
// Packets over real worker threads that leave and rejoin throughout, at burst sizes 1, 8 and 32; every packet is checked for Exclusive,
// Ordered and Once, every rest for Work-conserving and Isolated, the flush at the end for Finite. Ends with status 1 when a promise was
// broken. Default: ten million packets a burst size.
import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type TagWorkload, describeVerdict, hotTag, oneTag, uniformTags, zipfTags } from '@dist/testing';
import { stressRun } from './stress-run.ts';

const { values } = parseArgs({
  options: {
    packets: { type: 'string', default: '10000000' },
    workers: { type: 'string', default: '2' },
    burst: { type: 'string', multiple: true, default: ['1', '8', '32'] },
    seed: { type: 'string', default: '1' },
  },
});
const packets = positive('packets', values.packets);
const workers = positive('workers', values.workers);
const bursts = values.burst.map((burst) => positive('burst', burst));
const seed = positive('seed', values.seed);

const TAGS = 1024;
const workloads = (): TagWorkload[] => [
  uniformTags({ tags: TAGS, seed }),
  zipfTags({ tags: TAGS, exponent: 1, seed }),
  hotTag({ tags: TAGS, share: 0.5, seed }),
  oneTag(),
];

console.log(`${packets} packets a burst size, ${workers} workers, seed ${seed}`);
console.log(`Node ${process.version}, ${availableParallelism()} × ${cpus()[0]?.model ?? 'unknown processor'}`);
const rows: Record<string, unknown>[] = [];
let total = 0;
let violations = 0;
const checked = new Set<string>();
for (const burst of bursts) {
  for (const [index, workload] of workloads().entries()) {
    const share = Math.ceil(packets / workloads().length);
    // The plain gate adds no memory order that could hide a missing one; the atomic gate misses no overlap.
    const gate = index % 2 === 0 ? 'plain' : 'atomic';
    const { verdict, returned, leaves, takenBack, rests, seconds } = await stressRun({ workload, tags: TAGS, packets: share, burst, workers, gate, seed });
    if (!verdict.kept) console.log(describeVerdict(verdict));
    total += returned;
    violations += verdict.total;
    for (const promise of verdict.checked) checked.add(promise);
    console.log(`burst ${burst}, ${workload.name}: ${returned} packets in ${seconds.toFixed(1)} s, ${verdict.kept ? 'kept' : 'VIOLATED'}`);
    rows.push({
      burst,
      workload: workload.name,
      packets: returned,
      leaves,
      'taken back': takenBack,
      rests,
      'million/s': (returned / seconds / 1e6).toFixed(2),
      verdict: verdict.kept ? 'kept' : `${verdict.total} violations`,
    });
  }
}
console.table(rows);
console.log(`${violations === 0 ? 'kept' : 'VIOLATED'}: ${[...checked].join(', ')} over ${total} packets, ${violations} violations`);
if (violations > 0) process.exitCode = 1;

function positive(name: string, text: string): number {
  const value = Number(text);
  if (Number.isInteger(value) && value > 0) return value;
  throw new RangeError(`--${name} must be a positive integer, got '${text}'`);
}

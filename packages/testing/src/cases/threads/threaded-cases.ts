import { hotTag } from '../../workloads/hot-tag.ts';
import { oneTag } from '../../workloads/one-tag.ts';
import type { TagWorkload } from '../../workloads/tag-workload.ts';
import { uniformTags } from '../../workloads/uniform-tags.ts';
import { zipfTags } from '../../workloads/zipf-tags.ts';
import type { ThreadedCase } from '../case.ts';
import { functionalScripts } from '../functional/functional-scripts.ts';
import { makeThreadedCases } from './make-threaded-cases.ts';
import type { ThreadedRig } from './threaded-rig.ts';

/** The usual loop: submit a burst, take what came back; in the end flush and take the rest. */
function pump(rig: ThreadedRig, workload: TagWorkload, packets: number): void {
  let returned = 0;
  for (let sent = 0; sent < packets; sent += 32) {
    while (rig.room < 32) {
      rig.poll();
      returned += rig.collect(256).length;
    }
    rig.process(Array.from({ length: 32 }, () => workload.next()));
    returned += rig.collect(256).length;
  }
  rig.flush();
  for (let taken = -1; taken !== 0; returned += taken) taken = rig.collect(256).length;
  rig.note(returned === packets, 'flush-early', `${packets - returned} of ${packets} packets were outstanding after the flush`);
}

const functional = functionalScripts.flatMap(({ name, source, promise, buffers, tags, commands, run }) =>
  makeThreadedCases({ name, source, promise }, { workers: 3, buffers, tags, habits: { watches: commands } }, buffers === 0 ? [1, 8] : [32], run),
);

const restless = (['atomic', 'plain'] as const).flatMap((gate) =>
  makeThreadedCases(
    { name: `workers leave and rejoin throughout, ${gate} gate`, source: 'DPDK 480d5a7c81 (2020), with no pause between leave and rejoin', promise: 'Ordered' },
    { workers: 3, tags: 1000, gate, habits: { restless: 3, notes: true } },
    [1, 32],
    (rig) => {
      pump(rig, zipfTags({ tags: 1000, exponent: 1, seed: 11 }), 64_000);
    },
  ),
);

const payloads = makeThreadedCases(
  { name: 'what is written before a hand-off is read after it, both ways', source: 'DPDK 5283392482 (2019, bug 342): no barriers, deadlock on aarch64', promise: 'Contract' },
  { workers: 2, tags: 64, gate: 'plain' },
  [32],
  (rig) => {
    pump(rig, uniformTags({ tags: 64, seed: 5 }), 64_000);
  },
);

const oneFlow = makeThreadedCases(
  { name: 'one flow over several workers', source: 'DPDK\'s guide: same tag, input order', promise: 'Ordered' },
  { workers: 3, tags: 1, habits: { toil: 50 } },
  [8],
  (rig) => {
    pump(rig, oneTag(), 32_000);
  },
);

const slowFlush = makeThreadedCases(
  { name: 'flush waits for handlers that take their time', source: 'D6: DPDK burst mode sleeps 10 ms', promise: 'Finite' },
  { workers: 2, tags: 16, habits: { toil: 2_000_000 } },
  [1, 32],
  (rig) => {
    pump(rig, hotTag({ tags: 16, share: 0.5, seed: 3 }), 64);
  },
);

const manyWorkers = makeThreadedCases(
  { name: 'more workers than processors', source: 'D12: DPDK\'s workers only spin, and many of them overrun the returns ring', promise: 'Once' },
  { workers: 8, tags: 1000 },
  [8],
  (rig) => {
    pump(rig, zipfTags({ tags: 1000, exponent: 1, seed: 7 }), 32_000);
  },
);

const startAndQuit = makeThreadedCases(
  { name: 'rounds of sleep, wake, process and flush all end', source: 'DPDK 96c343868d (2019, bug 316): livelock between flush and workers that quit', promise: 'Finite' },
  { workers: 2, tags: 16, habits: { watches: true } },
  [8],
  (rig) => {
    const workload = uniformTags({ tags: 16, seed: 1 });
    for (let round = 0; round < 100; round += 1) {
      rig.sleep(round % 2);
      pump(rig, workload, 32);
      rig.wake(round % 2);
    }
  },
);

const STUCK = 9;

const deaths = (['retry', 'fail'] as const).flatMap((decision) =>
  makeThreadedCases(
    { name: `a worker's thread is ended in a packet: ${decision}`, source: 'DPDK: a dead worker blocks flush and process for ever', promise: 'Crash-exact' },
    { workers: 2, tags: 10, habits: { notes: true, stuckIn: STUCK } },
    [1, 32],
    async (rig) => {
      const workload = uniformTags({ tags: 9, seed: 2 });
      for (let round = 0; round < 5; round += 1) {
        rig.desk.allowStuck();
        const [stuck = -1] = rig.process([STUCK, ...Array.from({ length: 30 }, () => workload.next()), STUCK]);
        const victim = await rig.stuckIn(stuck);
        const suspects = await rig.kill(victim);
        rig.note(suspects.length === 1 && suspects[0]?.handle === stuck, 'crash-result', `the worker died in handle ${stuck}, and ${suspects.length} packets are suspected`);
        await rig.launch(victim);
        if (decision === 'retry') rig.retry(suspects);
        else for (const [i, suspect] of suspects.entries()) rig.fail(suspect, i === suspects.length - 1);
        rig.flush();
        while (rig.collect(256).length > 0);
      }
    },
  ),
);

/** The cases that need real threads: DPDK's functional tests again, and what only threads can show. */
export const threadedCases: readonly ThreadedCase[] = [functional, restless, payloads, oneFlow, slowFlush, manyWorkers, startAndQuit, deaths].flat();

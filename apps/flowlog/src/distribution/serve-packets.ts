import { PacketBurst } from '@dist/core';
import type { AttachedWorker } from '@dist/node';
import { LiveWitness } from '@dist/testing/live';
import { FlowStates } from '../flow/flow-states.ts';
import { PacketNotes } from '../memory/packet-notes.ts';
import { PacketWork } from '../work/packet-work.ts';
import { FRAMES } from './worker-memory.ts';
import type { WorkerMemory } from './worker-memory.ts';
import { WorkerStats } from './worker-stats.ts';

/** What a distributor allows at most; how many really come is its option. */
const LARGEST_BURST = 256;

/** The worker's loop: takes a burst, works on its packets, hands it back with the next request. Ends when the distributor is closed. */
export function servePackets({ worker, init, pool }: AttachedWorker<WorkerMemory>): void {
  const witness = LiveWitness.attach(init.checker, worker.worker);
  const stats = WorkerStats.attach(init.stats);
  const work = new PacketWork(pool(FRAMES).region, PacketNotes.attach(init.notes), FlowStates.attach(init.states));
  const burst = new PacketBurst(LARGEST_BURST);
  const { tags, handles } = burst;
  for (;;) {
    const count = worker.getPackets(burst, burst);
    if (count === 0) return;
    for (let index = 0; index < count; index++) {
      const flow = tags[index]!;
      const note = handles[index]!;
      witness.start(flow, note);
      work.handle(flow, note);
      witness.finish(flow, note);
    }
    stats.add(worker.worker, count);
    witness.handBack(tags, count);
  }
}

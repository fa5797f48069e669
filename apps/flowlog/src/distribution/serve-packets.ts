import { DistributorWorker, PacketBurst } from '@dist/core';
import { LiveWitness } from '@dist/testing';
import { FlowStates } from '../flow/flow-states.ts';
import { PacketNotes } from '../memory/packet-notes.ts';
import { PacketWork } from '../work/packet-work.ts';
import type { WorkerSetup } from './worker-setup.ts';
import { WorkerStats } from './worker-stats.ts';

/** What a distributor allows at most; how many really come is its option. */
const LARGEST_BURST = 256;

/** The worker's loop: takes a burst, works on its packets, hands it back with the next request. Ends when the distributor is closed. */
export function servePackets(setup: WorkerSetup): void {
  const worker = DistributorWorker.attach(setup.distributor, setup.worker);
  const witness = LiveWitness.attach(setup.checker, setup.worker);
  const stats = WorkerStats.attach(setup.stats);
  const work = new PacketWork(setup.frames, PacketNotes.attach(setup.notes), FlowStates.attach(setup.states));
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
    stats.add(setup.worker, count);
    witness.handBack(tags, count);
  }
}

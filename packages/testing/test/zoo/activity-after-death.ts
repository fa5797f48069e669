// Who waits for `activity()` must be told of a death: the dead worker may have rung the bell and not told.
import { Distributor, DistributorWorker, PacketBurst } from '@dist/core';
import type { Outcome } from './check.ts';

/** A worker dies in a packet while its distributor waits; nobody else will ever ring. */
export async function activityAfterDeath(): Promise<Outcome> {
  // The end of a rest would tell of it as well.
  const distributor = Distributor.create({ workers: 1, coalesceMs: 0 });
  const worker = DistributorWorker.attach(distributor.region, 0);
  worker.requestPackets();
  distributor.poll();
  const packets = new PacketBurst(1);
  packets.push(1, 1);
  distributor.tryProcess(packets);
  worker.pollPackets(packets);
  const told: true[] = [];
  void distributor.activity()?.then(() => told.push(true));
  distributor.workerLost(0);
  for (let turn = 0; turn < 100 && told.length === 0; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  return told.length > 0 ? { tried: 1 } : { tried: 1, breach: 'Finite', text: 'nobody told the one who waits for activity of a death' };
}

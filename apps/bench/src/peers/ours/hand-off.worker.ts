// A worker that does nothing with a packet but hand it back; with evidence, it says what it would have done.
import { workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst, spinThenPark } from '@dist/core';
import { WorkerEvidence } from '../../measure/evidence.ts';
import type { HandOffWorkerData } from './hand-off.ts';

const { region, worker, burst, spins, evidence } = workerData as HandOffWorkerData;
const side = DistributorWorker.attach(region, worker, { wait: spinThenPark({ spins }) });
const packets = new PacketBurst(burst);

if (evidence === undefined) {
  while (side.getPackets(packets, packets) > 0);
} else {
  const witness = new WorkerEvidence(evidence, worker);
  while (side.getPackets(packets, packets) > 0) {
    for (let i = 0; i < packets.count; i++) {
      witness.started(packets.handles[i]!, packets.tags[i]!);
      witness.finished(packets.handles[i]!, packets.tags[i]!);
    }
    for (let i = 0; i < packets.count; i++) witness.handedBack(packets.handles[i]!, packets.tags[i]!);
  }
}

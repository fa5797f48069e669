// The worker of a lane: takes as many packets as it is told to, reads them, hands them back, and says what they came to.
import { parentPort, workerData } from 'node:worker_threads';
import { PacketBurst } from '@dist/core';
import { WorkerEvidence } from '../../measure/evidence.ts';
import { pause } from '../keyed/pause.ts';
import { laneDesigns } from './lane-designs.ts';
import type { LaneWorkerData } from './open-lane.ts';
import { addedUp } from './packet-source.ts';

const { region, design, burst, evidence } = workerData as LaneWorkerData;
const reader = laneDesigns[design].reader(region);
const packets = new PacketBurst(burst);
const witness = evidence === undefined ? undefined : new WorkerEvidence(evidence, 0);

function move(count: number): number {
  let sum = 0;
  for (let taken = 0; taken < count; taken += packets.count) {
    reader.take(packets);
    if (packets.count === 0) {
      pause();
      continue;
    }
    sum = addedUp(packets, sum);
    if (witness !== undefined) testify(witness);
    reader.handBack();
  }
  return sum;
}

function testify(witness: WorkerEvidence): void {
  const { tags, handles, count } = packets;
  for (let i = 0; i < count; i++) {
    witness.started(handles[i]!, tags[i]!);
    witness.finished(handles[i]!, tags[i]!);
  }
  for (let i = 0; i < count; i++) witness.handedBack(handles[i]!, tags[i]!);
}

parentPort!.on('message', (count: number | null) => {
  if (count === null) parentPort!.close();
  else parentPort!.postMessage(move(count));
});

// A worker of @dist/core that writes down all it does, at its own pace.
import { DistributorWorker, PacketBurst } from '@dist/core';
import { EventKind, ThreadRecorder } from '@dist/testing';
import { workerData } from 'node:worker_threads';
import type { RecordingOrder } from './recording-order.ts';

const { worker: id, burst, region, recorder } = workerData as RecordingOrder;
const worker = DistributorWorker.attach(region, id);
const record = ThreadRecorder.attach(recorder, id + 1);
const packets = new PacketBurst(burst);

for (let count = next(); count > 0; count = next()) {
  for (let i = 0; i < count; i += 1) note(EventKind.CLAIMED, i);
  for (let i = 0; i < count; i += 1) {
    note(EventKind.STARTED, i);
    note(EventKind.FINISHED, i);
  }
}

function next(): number {
  for (let i = 0; i < packets.count; i += 1) note(EventKind.HANDED_BACK, i);
  record.record(EventKind.ASKED, 0, 0, id);
  return worker.getPackets(packets, packets);
}

function note(kind: EventKind, i: number): void {
  record.record(kind, packets.handles[i]!, packets.tags[i]!, id);
}

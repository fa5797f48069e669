// Dies in the middle of a burst: it notes each packet that it starts and ends its thread in the third.
import { exit } from 'node:process';
import { workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst } from '@dist/core';

const { region, worker: id } = workerData as { region: SharedArrayBuffer; worker: number };
const worker = DistributorWorker.attach(region, id);
const burst = new PacketBurst(8);
let started = 0;
for (;;) {
  const count = worker.getPackets(burst, burst);
  for (let i = 0; i < count; i++) {
    worker.starting(i);
    if (++started === 3) exit(0);
    burst.handles[i] = burst.handles[i]! + 1000;
  }
}

// One worker of resting-threads.ts.
import { workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst, spinThenPark } from '@dist/core';
import { RestWitness } from '../../src/index.ts';
import type { RestingInit } from './resting-threads.ts';

const init = workerData as RestingInit;
const rests = RestWitness.attach(init.rests, init.worker);
const hold = new Int32Array(init.hold);
const sleepy = spinThenPark({ parkMs: 2 });
const worker = DistributorWorker.attach(init.region, init.worker, {
  wait: {
    parkMs: sleepy.parkMs,
    spin(round, pause): boolean {
      rests.looked();
      return sleepy.spin(round, pause);
    },
  },
});
const packets = new PacketBurst(init.burst);
// What it is given in advance is there to be taken back.
worker.claimLimit = 1;

for (let count = get(); count > 0; count = get()) {
  rests.claimed(packets.handles, count, worker.claimLimit);
  if (Atomics.compareExchange(hold, 0, 1, 2) === 1) while (Atomics.load(hold, 0) === 2) Atomics.wait(hold, 0, 2);
}

function get(): number {
  rests.handingBack(packets.handles, packets.count);
  rests.asked();
  return worker.getPackets(packets, packets);
}

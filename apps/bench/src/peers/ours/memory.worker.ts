// Hands packets back and watches its own heap from a given number of packets on.
import { parentPort, workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst, spinThenPark } from '@dist/core';
import { HeapWatch } from '../../measure/heap-watch.ts';
import type { MemoryWorkerData } from './memory.ts';

const { region, warmUp, spins } = workerData as MemoryWorkerData;
const watch = new HeapWatch();
const side = DistributorWorker.attach(region, 0, { wait: spinThenPark({ spins }) });
const packets = new PacketBurst(32);

let handled = 0;
while (handled < warmUp && side.getPackets(packets, packets) > 0) handled += packets.count;
watch.start();
while (side.getPackets(packets, packets) > 0);
parentPort!.postMessage(await watch.stop());

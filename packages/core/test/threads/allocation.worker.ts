// Sends packets through a distributor and its workers on one thread, and says whether the garbage collector had to run for them.
import { PerformanceObserver } from 'node:perf_hooks';
import { setTimeout } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { getHeapStatistics } from 'node:v8';
import { Distributor, DistributorWorker, PacketBurst, PayloadPool, SpscRing } from '@dist/core';

const { burst, tags, own, packets } = workerData as { burst: number; tags: number; own: boolean; packets: number };
const distributor = Distributor.create({ workers: 2, burst });
const workers = [0, 1].map((worker) => DistributorWorker.attach(distributor.region, worker));
const bursts = workers.map(() => new PacketBurst(burst));
const input = own ? distributor.createBurst(32) : new PacketBurst(32);
const returned = own ? distributor.createBurst(64) : new PacketBurst(64);
const pool = PayloadPool.create({ buffers: 4096, bytes: 64 });
const elsewhere = PayloadPool.attach(pool.region);
const ring = SpscRing.create(64);
const far = SpscRing.attach(ring.region);
const words = new Uint32Array(16);

function send(count: number): void {
  let taken = 0;
  for (let sent = 0, round = 0; taken < count; round++) {
    while (input.count < 32 && sent < count) {
      const handle = pool.allocate();
      if (handle < 0) break;
      pool.view(handle)[0] = sent;
      input.push(Math.imul(sent, 0x9e3779b1) % tags, handle);
      sent++;
    }
    distributor.tryProcess(input);
    for (let i = 0; i < 2; i++) {
      const worker = workers[i]!;
      const mine = bursts[i]!;
      worker.requestPackets(mine);
      worker.pollPackets(mine);
      if (round % 37 === 0) worker.returnPackets(mine);
    }
    ring.push(words);
    far.pop(words);
    distributor.returnedPackets(returned);
    for (let i = 0; i < returned.count; i++) elsewhere.release(returned.handles[i]!);
    taken += returned.count;
  }
}

let collections = 0;
const observer = new PerformanceObserver((list) => {
  collections += list.getEntries().length;
});
// Compiled first, and all views made.
for (let round = 0; round < 20; round++) {
  send(packets / 10);
  await setTimeout(5);
}
observer.observe({ entryTypes: ['gc'] });
// What allocates for packets does so every time. What V8 does for itself, on a thread that had to wait for its compiler, ends.
let least = { grown: Infinity, collections: Infinity };
for (let round = 0; round < 10 && (least.collections > 0 || least.grown > packets / 4); round++) {
  collections = 0;
  const before = getHeapStatistics().used_heap_size;
  send(packets);
  const grown = getHeapStatistics().used_heap_size - before;
  // The entries come in later turns of the event loop.
  await setTimeout(100);
  if (collections <= least.collections) least = { grown, collections };
}
observer.disconnect();
parentPort!.postMessage(least);

// Handles packets until the distributor is closed. It counts, in plain shared memory that Exclusive alone guards, how many packets of
// each tag it has seen: two threads in one tag would lose counts.
import { parentPort, workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst, spinThenPark } from '@dist/core';

interface Setup {
  readonly region: SharedArrayBuffer;
  readonly worker: number;
  readonly counts: SharedArrayBuffer;
  /** Packets after which it leaves and rejoins, again and again; 0: never. */
  readonly leaves: number;
  readonly spins: number;
}

const { region, worker: id, counts, leaves, spins } = workerData as Setup;
const worker = DistributorWorker.attach(region, id, { wait: spinThenPark({ spins }) });
const burst = new PacketBurst(256);
const perTag = new Int32Array(counts);
let handled = 0;
for (let count = worker.getPackets(burst); count > 0; count = worker.getPackets(burst, burst)) {
  for (let i = 0; i < count; i++) {
    const tag = burst.tags[i]!;
    perTag[tag] = perTag[tag]! + 1;
    // The result: which packet of its tag it was.
    burst.handles[i] = perTag[tag];
  }
  const before = handled;
  handled += count;
  if (leaves > 0 && Math.floor(before / leaves) !== Math.floor(handled / leaves)) worker.returnPackets(burst);
}
parentPort!.postMessage(handled);

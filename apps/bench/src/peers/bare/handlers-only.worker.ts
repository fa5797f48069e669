// Handlers back to back, as many as it is told to, with nothing between them.
import { parentPort, workerData } from 'node:worker_threads';
import { makeHandler } from '../keyed/handler.ts';
import { PAYLOAD_BYTES, Payloads } from '../keyed/payload.ts';
import type { HandlersOnlyData } from './handlers-only.ts';

const { spins } = workerData as HandlersOnlyData;
const region = new SharedArrayBuffer(PAYLOAD_BYTES);
const payloads = new Payloads(region);
const handle = makeHandler({ payloads: region, worker: 0, evidence: undefined, stamps: false });

parentPort!.on('message', (count: number | null) => {
  if (count === null) {
    parentPort!.close();
    return;
  }
  for (let packet = 0; packet < count; packet++) {
    payloads.fill(0, packet, 0, spins);
    handle(0);
  }
  parentPort!.postMessage(count);
});

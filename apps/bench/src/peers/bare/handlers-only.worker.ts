// Handlers back to back, as many as it is told to, with nothing between them.
import { parentPort, workerData } from 'node:worker_threads';
import { makeHandler } from '../keyed/handler.ts';
import { fillPayload } from '../keyed/payload.ts';
import type { HandlersOnlyData } from './handlers-only.ts';

const { spins } = workerData as HandlersOnlyData;
const payloads = new SharedArrayBuffer(64);
const words = new Uint32Array(payloads);
const handle = makeHandler({ payloads, worker: 0, evidence: undefined, stamps: false });

parentPort!.on('message', (count: number | null) => {
  if (count === null) {
    parentPort!.close();
    return;
  }
  for (let packet = 0; packet < count; packet++) {
    fillPayload(words, 0, packet, 0, spins);
    handle(0);
  }
  parentPort!.postMessage(count);
});

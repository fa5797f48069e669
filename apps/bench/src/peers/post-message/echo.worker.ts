// Handles what is posted to it, one packet or a batch of them, and posts it back.
import { parentPort, workerData } from 'node:worker_threads';
import { makeHandler } from '../keyed/handler.ts';
import type { HandlerData } from '../keyed/handler.ts';

const handle = makeHandler(workerData as HandlerData);

parentPort!.on('message', (posted: number | Int32Array | null) => {
  if (posted === null) {
    parentPort!.close();
  } else if (typeof posted === 'number') {
    handle(posted);
    parentPort!.postMessage(posted);
  } else {
    for (const at of posted) handle(at);
    parentPort!.postMessage(posted);
  }
});

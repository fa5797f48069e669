import type { ThreadHost, WorkerOrder, WorkerThread } from '../../src/index.ts';
import { Worker } from 'node:worker_threads';

/** Threaded cases on node:worker_threads. */
export const nodeHost: ThreadHost = {
  start(order: WorkerOrder): WorkerThread {
    const worker = new Worker(new URL('./case.worker.ts', import.meta.url), { workerData: order });
    const ended = new Promise<void>((resolve, reject) => {
      worker.once('error', reject);
      worker.once('exit', () => {
        resolve();
      });
    });
    // An error is looked at where the thread's end is awaited.
    ended.catch(() => undefined);
    return {
      ended,
      async kill(): Promise<void> {
        await worker.terminate();
      },
    };
  },
};

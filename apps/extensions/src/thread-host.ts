import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import type { ThreadHost } from '@dist/testing';

/**
 * Where the threads of `threadedCases` come from: `node:worker_threads`, each with a name that debuggers show.
 * @param file what a thread runs, see case.worker.ts.
 */
export function threadHost(file: URL): ThreadHost {
  return {
    start(order) {
      const thread = new Worker(file, { workerData: order, name: `worker ${order.worker}` });
      // Rejects when the thread's code throws; whoever awaits it is told.
      const ended = once(thread, 'exit').then(() => undefined);
      ended.catch(() => undefined);
      return {
        ended,
        async kill(): Promise<void> {
          await thread.terminate();
        },
      };
    },
  };
}

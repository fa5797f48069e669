import type { WorkerOrder } from './worker-order.ts';

/** A worker thread that a host has started. */
export interface WorkerThread {
  /** Resolves when the thread has ended by itself or was killed; rejects when its code threw. */
  readonly ended: Promise<void>;
  /** Ends the thread wherever it is; resolves when nothing of it runs any more. */
  kill(): Promise<void>;
}

/** What a platform provides so that cases can run on real threads: one function. */
export interface ThreadHost {
  /**
   * Starts a thread that imports `@dist/testing`, calls `runWorker(order)` and ends when that returns. The order is structured-cloneable;
   * the buffers in it are shared, not copied.
   */
  start(order: WorkerOrder): WorkerThread;
}

// What a main thread and a worker thread tell each other: the set-up travels as workerData, everything later through
// a port of its own, so that `parentPort` stays the user's.
import type { MessagePort } from 'node:worker_threads';

/** Property of `workerData` under which the set-up stands. */
export const SETUP = '@dist/node';

/** What a thread gets when it starts. */
export interface ThreadSetup {
  readonly region: SharedArrayBuffer;
  readonly worker: number;
  readonly pools: Readonly<Record<string, SharedArrayBuffer>>;
  readonly init: unknown;
  readonly port: MessagePort;
}

/** Said by a worker once it is attached. */
export const READY = 'ready';

/** Said to a worker when the distributor has been closed. */
export const CLOSE = 'close';

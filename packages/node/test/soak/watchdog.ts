// For what no code of a thread can see: that this very thread goes round in circles and never comes back.
import { Worker } from 'node:worker_threads';

/** From now on the process is killed when its event loop has had no turn for so long. Does not keep it alive. */
export function startWatchdog(seconds: number): void {
  const beat = new Int32Array(new SharedArrayBuffer(4));
  setInterval(() => Atomics.add(beat, 0, 1), 1000).unref();
  new Worker(new URL('./watchdog.worker.ts', import.meta.url), { workerData: { beat, seconds } }).unref();
}

import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { STREAM_OUTCOMES, layoutOf, nameOf } from './litmus-layout.ts';
import type { LitmusOrder } from './litmus-order.ts';
import { type LitmusTest, threadsOf } from './litmus-test.ts';

export interface LitmusOptions {
  /** Races, about. */
  readonly iterations: number;
  /** Seconds after which a run ends with fewer races. */
  readonly seconds: number;
  /** Seconds for which it goes on, whatever else, while it has not seen what it must see. Default: `seconds`. */
  readonly longest?: number;
  readonly seed: number;
  /** Threads that can run at once. Default: what the system says. */
  readonly processors?: number;
}

/** Runs a test on threads of its own. @returns how often each outcome was seen. @throws what a thread threw. */
export async function runLitmus(test: LitmusTest, options: LitmusOptions): Promise<ReadonlyMap<string, number>> {
  const { iterations, seconds, longest = seconds, seed, processors = availableParallelism() } = options;
  const layout = layoutOf(test);
  const buffer = new SharedArrayBuffer(layout.bytes);
  const region = test.kind === 'stream' ? test.region() : undefined;
  const url = new URL('./litmus.worker.ts', import.meta.url);
  const threads = Array.from({ length: threadsOf(test) }, (_, thread) => {
    const order: LitmusOrder = { name: test.name, thread, iterations, seconds, longest, seed, processors, buffer, region };
    return new Worker(url, { workerData: order });
  });
  try {
    await Promise.all(threads.map((thread) => once(thread, 'exit')));
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()));
  }
  const words = new Int32Array(buffer);
  const names = Object.keys(test.outcomes);
  const seen = new Map(names.map((name) => [name, 0]));
  for (let key = 0; key < layout.outcomes; key++) {
    const count = words[layout.counts + key]!;
    const name = test.kind === 'cells' ? nameOf(test.observes, key) : names[key % STREAM_OUTCOMES];
    if (count > 0 && name !== undefined) seen.set(name, (seen.get(name) ?? 0) + count);
  }
  return seen;
}

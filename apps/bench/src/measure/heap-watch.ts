// Garbage collections and heap growth of one thread. The process must run with --expose-gc.
import { PerformanceObserver } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

export interface HeapChange {
  readonly collections: number;
  /** Bytes that are still in use afterwards and were not before, after a full collection each time. */
  readonly growth: number;
}

export class HeapWatch {
  readonly #observer: PerformanceObserver;
  #times: number[] = [];
  #start = 0;
  #usedBefore = 0;

  constructor() {
    this.#observer = new PerformanceObserver((list) => this.#note(list.getEntries()));
    this.#observer.observe({ entryTypes: ['gc'] });
  }

  /** From here on it counts. */
  start(): void {
    this.#usedBefore = usedAfterCollection();
    this.#start = performance.now();
  }

  /** Gives the event loop turns to hear of collections; those that measuring itself asks for do not count. */
  async stop(): Promise<HeapChange> {
    const end = performance.now();
    for (let turn = 0; turn < 3; turn++) await new Promise((resolve) => setImmediate(resolve));
    this.#note(this.#observer.takeRecords());
    const collections = this.#times.filter((time) => time >= this.#start && time <= end).length;
    const growth = usedAfterCollection() - this.#usedBefore;
    return { collections, growth };
  }

  #note(entries: readonly { readonly startTime: number }[]): void {
    for (const { startTime } of entries) this.#times.push(startTime);
  }
}

function usedAfterCollection(): number {
  if (globalThis.gc === undefined) throw new Error('heap growth is measured with --expose-gc');
  globalThis.gc();
  globalThis.gc();
  return getHeapStatistics().used_heap_size;
}

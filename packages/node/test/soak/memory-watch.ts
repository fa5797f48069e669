// Whether memory stays flat: samples after a full collection, and the growth from the first quarter of the run to the last.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** Bytes. */
export interface MemorySample {
  readonly heap: number;
  /** Array buffers, shared ones included. */
  readonly buffers: number;
  /** Of the whole process, all threads included. */
  readonly rss: number;
}

/** Growth that is still called flat. The RSS of a process whose threads come and go is never quite still. */
export const DRIFT_BOUND: MemorySample = { heap: 4 * 2 ** 20, buffers: 2 ** 20, rss: 96 * 2 ** 20 };

export class MemoryWatch {
  readonly #samples: MemorySample[] = [];
  readonly #collect: () => void;

  constructor() {
    setFlagsFromString('--expose-gc');
    this.#collect = runInNewContext('gc') as () => void;
  }

  sample(): MemorySample {
    this.#collect();
    const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
    const sample = { heap: heapUsed, buffers: arrayBuffers, rss };
    this.#samples.push(sample);
    return sample;
  }

  /** The least of the last quarter over the most of the first one: noise makes it smaller, a leak does not. */
  get drift(): MemorySample {
    const quarter = Math.max(1, this.#samples.length >> 2);
    const [first, last] = [this.#samples.slice(0, quarter), this.#samples.slice(-quarter)];
    const grown = (of: keyof MemorySample): number => Math.max(0, Math.min(...last.map((one) => one[of])) - Math.max(...first.map((one) => one[of])));
    return { heap: grown('heap'), buffers: grown('buffers'), rss: grown('rss') };
  }

  get isFlat(): boolean {
    const { drift } = this;
    return drift.heap <= DRIFT_BOUND.heap && drift.buffers <= DRIFT_BOUND.buffers && drift.rss <= DRIFT_BOUND.rss;
  }
}

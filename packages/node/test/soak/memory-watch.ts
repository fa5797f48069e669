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

  /** Whether it stayed flat. */
  outcome(): { readonly drift: MemorySample; readonly isFlat: boolean } {
    const drift = driftOf(this.#samples);
    return { drift, isFlat: drift.heap <= DRIFT_BOUND.heap && drift.buffers <= DRIFT_BOUND.buffers && drift.rss <= DRIFT_BOUND.rss };
  }
}

/** The least of the last quarter over the most of the first one: noise makes it smaller, a leak does not. */
export function driftOf(samples: readonly MemorySample[]): MemorySample {
  const quarter = samples.length >> 2;
  if (quarter === 0) return { heap: 0, buffers: 0, rss: 0 };
  const [first, last] = [samples.slice(0, quarter), samples.slice(-quarter)];
  const grown = (of: keyof MemorySample): number => Math.max(0, Math.min(...last.map((one) => one[of])) - Math.max(...first.map((one) => one[of])));
  return { heap: grown('heap'), buffers: grown('buffers'), rss: grown('rss') };
}

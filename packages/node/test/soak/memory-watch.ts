// Whether memory stays flat: samples after a full collection, and the growth from the first quarter of the run to the last.
// The heaps of worker threads are seen in RSS only: a thread of a soak does not live long enough for a slow leak in its own
// heap to count, but what its end does not give back stays, and adds up over thousands of ends.
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
export const DRIFT_BOUND: MemorySample = { heap: 4 * 2 ** 20, buffers: 2 ** 20, rss: 48 * 2 ** 20 };
/** With fewer samples, a quarter is one of them, and its chance is all that is seen. */
export const SAMPLES_NEEDED = 8;

/** Growth, and what it means: nothing is called flat that was not measured. */
export interface MemoryOutcome {
  readonly samples: number;
  /** Undefined when there were too few samples. */
  readonly drift: MemorySample | undefined;
  readonly memoryIs: 'flat' | 'drifting' | 'not measured';
}

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

  outcome(): MemoryOutcome {
    return memoryOutcome(this.#samples);
  }
}

export function memoryOutcome(samples: readonly MemorySample[]): MemoryOutcome {
  if (samples.length < SAMPLES_NEEDED) return { samples: samples.length, drift: undefined, memoryIs: 'not measured' };
  const drift = driftOf(samples);
  const isFlat = drift.heap <= DRIFT_BOUND.heap && drift.buffers <= DRIFT_BOUND.buffers && drift.rss <= DRIFT_BOUND.rss;
  return { samples: samples.length, drift, memoryIs: isFlat ? 'flat' : 'drifting' };
}

/** The middle of the last quarter over the middle of the first one: a single peak is no drift, and hides none. */
function driftOf(samples: readonly MemorySample[]): MemorySample {
  const quarter = samples.length >> 2;
  const grown = (of: keyof MemorySample): number => {
    const values = samples.map((one) => one[of]);
    return Math.max(0, middleOf(values.slice(-quarter)) - middleOf(values.slice(0, quarter)));
  };
  return { heap: grown('heap'), buffers: grown('buffers'), rss: grown('rss') };
}

/** The median, the lower one of two. */
function middleOf(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[(values.length - 1) >> 1]!;
}

// The bare ring of @dist/core between two threads: the ceiling of what moves in JavaScript, without any promise about tags.
import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { SpscRing } from '@dist/core';
import { sibling } from '../../measure/sibling.ts';
import type { Outcome, Subject } from '../../measure/variant.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

const SLOTS = 4096;

export interface RingWorkerData {
  readonly region: SharedArrayBuffer;
}

export interface RingRun {
  readonly batch: number;
  readonly count: number;
}

export class RingSubject implements Subject {
  readonly #ring: SpscRing;
  readonly #thread: Worker;
  readonly #run: RingRun;

  /** @param count words of a run, rounded down to whole batches */
  static async open(batch: number, count: number): Promise<RingSubject> {
    const ring = SpscRing.create(SLOTS);
    const data: RingWorkerData = { region: ring.region };
    const [thread] = await startThreads(sibling(import.meta.url, './ring.worker'), 1, () => data);
    return new RingSubject(ring, thread!, { batch, count: Math.max(batch, count - (count % batch)) });
  }

  private constructor(ring: SpscRing, thread: Worker, run: RingRun) {
    this.#ring = ring;
    this.#thread = thread;
    this.#run = run;
  }

  async run(): Promise<Outcome> {
    const { batch, count } = this.#run;
    const words = new Int32Array(batch);
    const answer = once(this.#thread, 'message') as Promise<[number]>;
    this.#thread.postMessage(this.#run);
    const start = performance.now();
    let expected = 0;
    for (let sent = 0; sent < count; ) {
      for (let i = 0; i < batch; i++) {
        words[i] = sent + i;
        expected = (expected + sent + i) | 0;
      }
      for (let pushed = 0; pushed < batch; ) pushed += this.#ring.push(words, pushed, batch);
      sent += batch;
    }
    const [sum] = await answer;
    const seconds = (performance.now() - start) / 1000;
    if (sum !== expected) throw new Error(`${count} words add up to ${sum}, not to ${expected}`);
    return { values: { rate: count / seconds } };
  }

  async close(): Promise<void> {
    this.#thread.postMessage(null);
    await ended([this.#thread]);
  }
}

// A gate in shared memory that handlers of gated.worker.ts wait at.
import { setEnvironmentData } from 'node:worker_threads';

export interface Gated {
  readonly tag: number;
  readonly seq: number;
  readonly hold?: boolean;
}

export class Gate {
  readonly #words = new Int32Array(new SharedArrayBuffer(8));

  /** Workers that are started from now on meet this gate. */
  constructor() {
    setEnvironmentData('gate', this.#words.buffer);
  }

  /** Handlers that have begun. */
  get started(): number {
    return Atomics.load(this.#words, 1);
  }

  open(): void {
    Atomics.store(this.#words, 0, 1);
    Atomics.notify(this.#words, 0);
  }
}

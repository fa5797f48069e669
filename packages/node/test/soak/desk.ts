// Where the soak and its workers talk, beside the distributor under test. 32-bit words:
//
//   worker 0   [0] 1 + the handle it is stuck in, 0 for none (atomic: the worker sets it, the caller clears it)
//              [1] leaves, [2] slow packets, [3] handlers that threw (plain: the worker)    a cache line each
//   worker 1 ...
//   handle 0   its fate (plain: the caller before submission or retry; the distributor's hand-offs order it)
//   handle 1 ...
const WORKER_WORDS = 16;

/** What happens to a packet in its handler. */
export const Fate = { NORMAL: 0, THROWS: 1, SLOW: 2, STUCK: 3 } as const;
export type Fate = (typeof Fate)[keyof typeof Fate];

export class Desk {
  readonly region: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #fates: number;

  static create(workers: number, handles: number): Desk {
    return new Desk(new SharedArrayBuffer((workers * WORKER_WORDS + handles) * 4), workers);
  }

  constructor(region: SharedArrayBuffer, workers: number) {
    this.region = region;
    this.#words = new Int32Array(region);
    this.#fates = workers * WORKER_WORDS;
  }

  fate(handle: number): number {
    return this.#words[this.#fates + handle]!;
  }

  setFate(handle: number, fate: Fate): void {
    this.#words[this.#fates + handle] = fate;
  }

  /** The worker is stuck in this packet until it is released, or its thread is ended. */
  stick(worker: number, handle: number): void {
    const at = worker * WORKER_WORDS;
    Atomics.store(this.#words, at, handle + 1);
    while (Atomics.load(this.#words, at) !== 0) Atomics.wait(this.#words, at, handle + 1);
  }

  /** The handle that a worker is stuck in, -1 for none. */
  stuckIn(worker: number): number {
    return Atomics.load(this.#words, worker * WORKER_WORDS) - 1;
  }

  release(worker: number): void {
    Atomics.store(this.#words, worker * WORKER_WORDS, 0);
    Atomics.notify(this.#words, worker * WORKER_WORDS);
  }

  countLeave(worker: number): void {
    this.#words[worker * WORKER_WORDS + 1]!++;
  }

  countSlow(worker: number): void {
    this.#words[worker * WORKER_WORDS + 2]!++;
  }

  countThrow(worker: number): void {
    this.#words[worker * WORKER_WORDS + 3]!++;
  }

  get leaves(): number {
    return this.#sum(1);
  }

  get slow(): number {
    return this.#sum(2);
  }

  get throws(): number {
    return this.#sum(3);
  }

  #sum(word: number): number {
    let sum = 0;
    for (let at = word; at < this.#fates; at += WORKER_WORDS) sum += this.#words[at]!;
    return sum;
  }
}

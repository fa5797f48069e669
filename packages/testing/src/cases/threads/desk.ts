// Where the caller of a threaded case and its workers talk, beside the distributor under test. 32-bit words:
//
//   header      [0] failed: a worker's code threw (atomic, workers)   [1] torn: payloads seen half written (atomic, anyone)
//               [2] one worker may get stuck (atomic, caller sets it, the worker that takes it clears it)
//   worker 0    [0] ready (atomic, worker)   [1] command (atomic, caller)   [2] asleep (atomic, worker)
//               [3] packets handled (atomic, worker)   [4] 1 + the handle it is stuck in (atomic, worker); a cache line each
//   worker 1 ...
//   handle 0    [0] 1 + the worker that handled it   [1] 1 + its buffer   [2] payload   [3] its complement
//   handle 1 ...                              plain words: the distributor's hand-offs must order them
const HEADER = 16;
const WORKER_WORDS = 16;
const HANDLE_WORDS = 4;

const FAILED = 0;
const TORN = 1;
const STICKY = 2;
/** Nobody writes it: waiting on it is waiting for time to pass. */
const UNUSED = 15;

/** What the caller tells a worker. */
export const Command = { RUN: 0, SLEEP: 1, QUIT: 2 } as const;
export type Command = (typeof Command)[keyof typeof Command];

export class Desk {
  readonly region: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;
  readonly #handles: number;

  static create(workers: number, handles: number): Desk {
    return new Desk(new SharedArrayBuffer((HEADER + workers * WORKER_WORDS + handles * HANDLE_WORDS) * 4), workers);
  }

  static attach(region: SharedArrayBuffer, workers: number): Desk {
    return new Desk(region, workers);
  }

  private constructor(region: SharedArrayBuffer, workers: number) {
    this.region = region;
    this.#words = new Int32Array(region);
    this.#handles = HEADER + workers * WORKER_WORDS;
  }

  get failed(): boolean {
    return Atomics.load(this.#words, FAILED) !== 0;
  }

  fail(): void {
    Atomics.store(this.#words, FAILED, 1);
  }

  get torn(): number {
    return Atomics.load(this.#words, TORN);
  }

  // A worker's own words.

  announce(worker: number): void {
    this.#set(worker, 0, 1);
  }

  /** Resolves when the worker has announced itself. */
  async announced(worker: number): Promise<void> {
    const waiting = Atomics.waitAsync(this.#words, this.#at(worker, 0), 0);
    if (waiting.async) await waiting.value;
  }

  /** Forgets a worker that is gone, for the one that follows it. */
  reset(worker: number): void {
    for (const word of [0, 1, 2, 4]) this.#set(worker, word, 0);
  }

  command(worker: number): number {
    return Atomics.load(this.#words, this.#at(worker, 1));
  }

  tell(worker: number, command: Command): void {
    this.#set(worker, 1, command);
  }

  /** Waits up to a millisecond for another command than this. */
  awaitCommand(worker: number, command: Command): void {
    Atomics.wait(this.#words, this.#at(worker, 1), command, 1);
  }

  /** Sleeps until told to do something else. */
  sleep(worker: number): void {
    this.#set(worker, 2, 1);
    while (this.command(worker) === Command.SLEEP) Atomics.wait(this.#words, this.#at(worker, 1), Command.SLEEP);
    this.#set(worker, 2, 0);
  }

  isAsleep(worker: number): boolean {
    return Atomics.load(this.#words, this.#at(worker, 2)) === 1;
  }

  count(worker: number, packets: number): void {
    Atomics.add(this.#words, this.#at(worker, 3), packets);
  }

  handled(worker: number): number {
    return Atomics.load(this.#words, this.#at(worker, 3));
  }

  /** The next packet that a worker may get stuck in, one will. */
  allowStuck(): void {
    Atomics.store(this.#words, STICKY, 1);
  }

  /** Once after each `allowStuck` it never returns: the worker is stuck in this packet until its thread is ended. */
  stick(worker: number, handle: number): void {
    if (Atomics.exchange(this.#words, STICKY, 0) === 0) return;
    this.#set(worker, 4, handle + 1);
    for (;;) Atomics.wait(this.#words, this.#at(worker, 4), handle + 1);
  }

  /** The handle that a worker is stuck in, -1 for none. */
  stuckIn(worker: number): number {
    return Atomics.load(this.#words, this.#at(worker, 4)) - 1;
  }

  /** A millisecond, without blocking the thread. */
  async pause(): Promise<void> {
    const waiting = Atomics.waitAsync(this.#words, UNUSED, 0, 1);
    if (waiting.async) await waiting.value;
  }

  // What travels with a packet.

  /** The caller writes a payload, before it submits the packet. */
  load(handle: number, buffer: number, payload: number): void {
    const at = this.#handles + handle * HANDLE_WORDS;
    this.#words[at] = 0;
    this.#words[at + 1] = buffer + 1;
    this.#words[at + 2] = payload;
    this.#words[at + 3] = ~payload;
  }

  /** The worker reads the payload and writes its answer, before it hands the packet back; the packet's buffer, -1 for none. */
  answer(handle: number, worker: number): number {
    const at = this.#handles + handle * HANDLE_WORDS;
    const payload = this.#words[at + 2]!;
    if (this.#words[at + 3] !== ~payload) this.#tear();
    this.#words[at] = worker + 1;
    this.#words[at + 2] = payload + 1;
    this.#words[at + 3] = ~(payload + 1);
    return this.#words[at + 1]! - 1;
  }

  /** The caller reads the answer, after the packet has come back. */
  verify(handle: number, payload: number): void {
    const at = this.#handles + handle * HANDLE_WORDS;
    if (this.#words[at + 2] !== ((payload + 1) | 0) || this.#words[at + 3] !== ~(payload + 1)) this.#tear();
  }

  /** The worker that handled the packet of this handle, -1 when none has. */
  workerOf(handle: number): number {
    return this.#words[this.#handles + handle * HANDLE_WORDS]! - 1;
  }

  #tear(): void {
    Atomics.add(this.#words, TORN, 1);
  }

  #at(worker: number, word: number): number {
    return HEADER + worker * WORKER_WORDS + word;
  }

  #set(worker: number, word: number, value: number): void {
    Atomics.store(this.#words, this.#at(worker, word), value);
    Atomics.notify(this.#words, this.#at(worker, word));
  }
}

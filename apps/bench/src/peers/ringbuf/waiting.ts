// Who sleeps, for threads that meet over rings: a thread spins for a while, then says that it sleeps and sleeps until it is woken.
// The rings themselves know nothing of it; this is the part that one writes by hand.

/** One word for each worker and one for the main thread: 1 while it sleeps. */
export class Sleepers {
  readonly region: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  /** @param region of another thread's object, or the number of sleepers */
  constructor(region: SharedArrayBuffer | number) {
    this.region = typeof region === 'number' ? new SharedArrayBuffer(region * 64) : region;
    this.#words = new Int32Array(this.region);
  }

  /** Sleeps until somebody wakes this sleeper, unless there is something to do after all once it has said so. */
  sleep(sleeper: number, nothingToDo: () => boolean): void {
    const at = sleeper * 16;
    Atomics.store(this.#words, at, 1);
    if (nothingToDo()) Atomics.wait(this.#words, at, 1);
    Atomics.store(this.#words, at, 0);
  }

  wake(sleeper: number): void {
    const at = sleeper * 16;
    if (Atomics.load(this.#words, at) === 1 && Atomics.compareExchange(this.#words, at, 1, 0) === 1) Atomics.notify(this.#words, at);
  }
}

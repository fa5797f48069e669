// The seam: every access to shared memory goes through this interface, so that a schedule explorer or a race
// detector can stand in for the machine. `SharedMemory` is the only implementation that ships.

/**
 * 32-bit words shared by several threads. Indices are word indices, values are signed 32-bit integers.
 *
 * `load` to `notify` are sequentially consistent (ECMAScript `Atomics`). `read` to `copyOut` are plain accesses:
 * they are allowed only where an atomic access orders them, one side at a time.
 */
export interface Memory {
  readonly buffer: SharedArrayBuffer;
  /** Atomic load. */
  load(index: number): number;
  /** Atomic store. */
  store(index: number, value: number): void;
  /** Atomic addition modulo 2^32; returns the value before. */
  add(index: number, value: number): number;
  /** Atomic exchange; returns the value before. */
  exchange(index: number, value: number): number;
  /** Atomic compare-and-exchange; returns the value before, which equals `expected` when it took place. */
  compareExchange(index: number, expected: number, value: number): number;
  /** Plain read. */
  read(index: number): number;
  /** Plain write. */
  write(index: number, value: number): void;
  /** Plain writes of `count` words, taken from an array from index `at` on. */
  copyIn(index: number, from: Uint32Array, at: number, count: number): void;
  /** Plain reads of `count` words into an array from index `at` on. */
  copyOut(index: number, into: Uint32Array, at: number, count: number): void;
  /** Blocks while the word holds `value`, at most `milliseconds`. May return early: always load again. */
  wait(index: number, value: number, milliseconds: number): void;
  /** As `wait`, without blocking; `undefined` when the word no longer holds `value`. Without a time, only a wake resolves it. */
  waitAsync(index: number, value: number, milliseconds?: number): Promise<unknown> | undefined;
  /** Wakes at most `count` waiters of the word. */
  notify(index: number, count: number): void;
  /** Tells the processor that this thread spins. */
  pause(): void;
}

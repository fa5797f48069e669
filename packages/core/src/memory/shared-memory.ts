// The one file of the project that calls `Atomics`. Methods are one line each, so that V8 inlines them. `| 0` changes nothing but what V8
// knows: without it, arithmetic with what an atomic access returned is done in floating point.
import type { Memory } from './memory.ts';

// `Atomics.pause` exists from V8 13 (Node 24) on and is in no TypeScript library yet.
const pause: () => void = (Atomics as { pause?: () => void }).pause ?? ((): void => undefined);

/** {@link Memory} over a real `SharedArrayBuffer`. */
export class SharedMemory implements Memory {
  readonly buffer: SharedArrayBuffer;
  readonly #words: Int32Array<SharedArrayBuffer>;

  constructor(buffer: SharedArrayBuffer) {
    this.buffer = buffer;
    this.#words = new Int32Array(buffer);
  }

  load(index: number): number {
    return Atomics.load(this.#words, index) | 0;
  }

  store(index: number, value: number): void {
    Atomics.store(this.#words, index, value);
  }

  add(index: number, value: number): number {
    return Atomics.add(this.#words, index, value) | 0;
  }

  exchange(index: number, value: number): number {
    return Atomics.exchange(this.#words, index, value) | 0;
  }

  compareExchange(index: number, expected: number, value: number): number {
    return Atomics.compareExchange(this.#words, index, expected, value) | 0;
  }

  read(index: number): number {
    return this.#words[index]!;
  }

  write(index: number, value: number): void {
    this.#words[index] = value;
  }

  copyIn(index: number, from: Uint32Array, at: number, count: number): void {
    const words = this.#words;
    for (let i = 0; i < count; i++) words[index + i] = from[at + i]!;
  }

  copyOut(index: number, into: Uint32Array, at: number, count: number): void {
    const words = this.#words;
    for (let i = 0; i < count; i++) into[at + i] = words[index + i]!;
  }

  wait(index: number, value: number, milliseconds: number): void {
    Atomics.wait(this.#words, index, value, milliseconds);
  }

  waitAsync(index: number, value: number, milliseconds?: number): Promise<unknown> | undefined {
    const waiting = Atomics.waitAsync(this.#words, index, value, milliseconds);
    return waiting.async ? waiting.value : undefined;
  }

  notify(index: number, count: number): void {
    Atomics.notify(this.#words, index, count);
  }

  pause(): void {
    pause();
  }
}

const nobody = new Int32Array(new SharedArrayBuffer(4));

/** A promise that is resolved in a later turn of the event loop, about a millisecond from now. */
export function sleep(): Promise<unknown> {
  return Promise.resolve(Atomics.waitAsync(nobody, 0, 0, 1).value);
}

// A stand-in for the machine's memory: it does what `SharedMemory` does, and before each access it says what that will be. Tests
// record the order of accesses with it, or let the other side act at the moment that matters.
import { SharedMemory } from '../../src/index.ts';
import type { Memory } from '../../src/index.ts';

export type AccessKind = 'load' | 'store' | 'add' | 'exchange' | 'compareExchange' | 'read' | 'write' | 'wait' | 'notify';

/** One access to one word. */
export interface Access {
  readonly kind: AccessKind;
  readonly index: number;
}

export class ObservedMemory implements Memory {
  readonly buffer: SharedArrayBuffer;
  readonly #memory: SharedMemory;
  readonly #before: (access: Access) => void;

  constructor(buffer: SharedArrayBuffer, before: (access: Access) => void) {
    this.buffer = buffer;
    this.#memory = new SharedMemory(buffer);
    this.#before = before;
  }

  load(index: number): number {
    this.#before({ kind: 'load', index });
    return this.#memory.load(index);
  }

  store(index: number, value: number): void {
    this.#before({ kind: 'store', index });
    this.#memory.store(index, value);
  }

  add(index: number, value: number): number {
    this.#before({ kind: 'add', index });
    return this.#memory.add(index, value);
  }

  exchange(index: number, value: number): number {
    this.#before({ kind: 'exchange', index });
    return this.#memory.exchange(index, value);
  }

  compareExchange(index: number, expected: number, value: number): number {
    this.#before({ kind: 'compareExchange', index });
    return this.#memory.compareExchange(index, expected, value);
  }

  read(index: number): number {
    this.#before({ kind: 'read', index });
    return this.#memory.read(index);
  }

  write(index: number, value: number): void {
    this.#before({ kind: 'write', index });
    this.#memory.write(index, value);
  }

  copyIn(index: number, from: Uint32Array, at: number, count: number): void {
    for (let i = 0; i < count; i++) this.write(index + i, from[at + i]! | 0);
  }

  copyOut(index: number, into: Uint32Array, at: number, count: number): void {
    for (let i = 0; i < count; i++) into[at + i] = this.read(index + i);
  }

  wait(index: number, value: number, milliseconds: number): void {
    this.#before({ kind: 'wait', index });
    this.#memory.wait(index, value, milliseconds);
  }

  waitAsync(index: number, value: number, milliseconds?: number): Promise<unknown> | undefined {
    this.#before({ kind: 'wait', index });
    return this.#memory.waitAsync(index, value, milliseconds);
  }

  notify(index: number, count: number): void {
    this.#before({ kind: 'notify', index });
    this.#memory.notify(index, count);
  }

  pause(): void {
    this.#memory.pause();
  }
}

// The packets that are out, by handle: which are free, and how each has to come back. Fixed memory, however long the run.
import { DONE, FAILED, type Outcome } from '@dist/core';

export class Cargo {
  readonly #free: Int32Array;
  #freeCount: number;
  readonly #tags: Uint32Array;
  readonly #out: Uint8Array;
  readonly #outcomes: Uint8Array;
  readonly #attempts: Uint8Array;

  constructor(handles: number) {
    this.#free = Int32Array.from({ length: handles }, (_, handle) => handle);
    this.#freeCount = handles;
    this.#tags = new Uint32Array(handles);
    this.#out = new Uint8Array(handles);
    this.#outcomes = new Uint8Array(handles);
    this.#attempts = new Uint8Array(handles);
  }

  get room(): number {
    return this.#freeCount;
  }

  /** Packets submitted and not returned or dropped. */
  get out(): number {
    return this.#free.length - this.#freeCount;
  }

  /** Takes a handle for a packet that has to come back with this outcome. */
  submit(tag: number, outcome: Outcome): number {
    const handle = this.#free[--this.#freeCount]!;
    this.#tags[handle] = tag;
    this.#out[handle] = 1;
    this.#outcomes[handle] = outcome;
    this.#attempts[handle] = 1;
    return handle;
  }

  isOut(handle: number, tag: number): boolean {
    return this.#out[handle] === 1 && this.#tags[handle] === tag;
  }

  /** It will be started once more. */
  retried(handle: number, outcome: Outcome): void {
    this.#outcomes[handle] = outcome;
    this.#attempts[handle]!++;
  }

  /** It is given up. */
  failed(handle: number): void {
    this.#outcomes[handle] = FAILED;
  }

  /** Takes a packet back; what is wrong with it, or undefined. */
  returned(tag: number, handle: number, outcome: number, attempts: number): string | undefined {
    if (!this.isOut(handle, tag)) return `handle ${handle} came back with tag ${tag}, and no such packet was out`;
    this.#out[handle] = 0;
    this.#free[this.#freeCount++] = handle;
    if (outcome !== this.#outcomes[handle]) return `handle ${handle} of tag ${tag} came back ${nameOf(outcome)} in place of ${nameOf(this.#outcomes[handle]!)}`;
    if (attempts < this.#attempts[handle]!) return `handle ${handle} of tag ${tag} was retried, and came back after ${attempts} attempts in place of ${this.#attempts[handle]!}`;
    return undefined;
  }

  /** All that was out has been dropped; how many. */
  dropAll(): number {
    const count = this.out;
    for (let handle = 0; handle < this.#out.length; handle++) {
      if (this.#out[handle] === 0) continue;
      this.#out[handle] = 0;
      this.#free[this.#freeCount++] = handle;
    }
    return count;
  }
}

const nameOf = (outcome: number): string => (outcome === DONE ? 'done' : 'failed');

// Flows that have a backlog and nothing in flight, in the order in which they became so. An array and no list: who comes next is known
// without a look at each flow before, so the cache lines of many of them can be asked for at once.
import { powerOfTwo } from '../require-integer.ts';
import { minInt } from '../int-math.ts';
import { NONE } from './flow-table.ts';

export class ReadyFlows {
  readonly #fields: Int32Array;
  readonly #records: Int32Array;
  readonly #mask: number;
  #head = 0;
  #tail = 0;
  /** What was read ahead of its use; kept, so that no compiler leaves the reading out. */
  touched = 0;

  constructor(fields: Int32Array, capacity: number) {
    this.#fields = fields;
    this.#records = new Int32Array(powerOfTwo(capacity));
    this.#mask = this.#records.length - 1;
  }

  get size(): number {
    return (this.#tail - this.#head) | 0;
  }

  /** Puts a flow behind all others. */
  append(record: number): void {
    this.#records[this.#tail & this.#mask] = record;
    this.#tail = (this.#tail + 1) | 0;
  }

  /** Puts a flow in front of all others. */
  prepend(record: number): void {
    this.#head = (this.#head - 1) | 0;
    this.#records[this.#head & this.#mask] = record;
  }

  /** Takes the flow in front, or NONE. */
  takeFirst(): number {
    if (this.#head === this.#tail) return NONE;
    const record = this.#records[this.#head & this.#mask]!;
    this.#head = (this.#head + 1) | 0;
    if (this.#head === this.#tail) this.#head = this.#tail = 0;
    return record;
  }

  /** Takes the flow at the end, or NONE. */
  takeLast(): number {
    if (this.#head === this.#tail) return NONE;
    this.#tail = (this.#tail - 1) | 0;
    return this.#records[this.#tail & this.#mask]!;
  }

  /** Has the cache lines of the next flows asked for at once. */
  touch(count: number): void {
    const fields = this.#fields;
    const records = this.#records;
    const mask = this.#mask;
    const end = (this.#head + minInt(count, this.size)) | 0;
    let touched = 0;
    for (let at = this.#head; at !== end; at = (at + 1) | 0) touched |= fields[records[at & mask]!]!;
    this.touched = touched;
  }
}

// Flows with a backlog that are pinned wait in the list of their worker. Doubly linked, in the records themselves, so that a flow leaves
// from the middle when its last packet in flight comes back.
import { AFTER, BEFORE, NONE } from './flow-table.ts';

/** Lists of flow records; a record is in one list at most. */
export class FlowLists {
  readonly #fields: Int32Array;
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #sizes: Int32Array;

  constructor(fields: Int32Array, lists: number) {
    this.#fields = fields;
    this.#heads = new Int32Array(lists).fill(NONE);
    this.#tails = new Int32Array(lists).fill(NONE);
    this.#sizes = new Int32Array(lists);
  }

  size(list: number): number {
    return this.#sizes[list]!;
  }

  /** The record in front, or NONE. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  append(list: number, record: number): void {
    const fields = this.#fields;
    const last = this.#tails[list]!;
    fields[record + BEFORE] = last;
    fields[record + AFTER] = NONE;
    if (last === NONE) this.#heads[list] = record;
    else fields[last + AFTER] = record;
    this.#tails[list] = record;
    this.#sizes[list]!++;
  }

  remove(list: number, record: number): void {
    const fields = this.#fields;
    const before = fields[record + BEFORE]!;
    const after = fields[record + AFTER]!;
    if (before === NONE) this.#heads[list] = after;
    else fields[before + AFTER] = after;
    if (after === NONE) this.#tails[list] = before;
    else fields[after + BEFORE] = before;
    this.#sizes[list]!--;
  }
}

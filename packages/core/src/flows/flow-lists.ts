// Flows that wait with a backlog stand in one of these lists: the list of the worker they are pinned to, or, when
// they are free, the ready list. Doubly linked, so that a flow leaves from the middle when it changes sides.
import { NONE, RECORD_SHIFT } from './flow-table.ts';

/** Lists of flow records; a record is in one list at most. */
export class FlowLists {
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #sizes: Int32Array;
  readonly #next: Int32Array;
  readonly #previous: Int32Array;

  constructor(lists: number, records: number) {
    this.#heads = new Int32Array(lists).fill(NONE);
    this.#tails = new Int32Array(lists).fill(NONE);
    this.#sizes = new Int32Array(lists);
    this.#next = new Int32Array(records);
    this.#previous = new Int32Array(records);
  }

  size(list: number): number {
    return this.#sizes[list]!;
  }

  /** The record in front, or NONE. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  append(list: number, record: number): void {
    this.#link(list, record, this.#tails[list]!, NONE);
  }

  prepend(list: number, record: number): void {
    this.#link(list, record, NONE, this.#heads[list]!);
  }

  remove(list: number, record: number): void {
    const before = this.#previous[record >> RECORD_SHIFT]!;
    const after = this.#next[record >> RECORD_SHIFT]!;
    if (before === NONE) this.#heads[list] = after;
    else this.#next[before >> RECORD_SHIFT] = after;
    if (after === NONE) this.#tails[list] = before;
    else this.#previous[after >> RECORD_SHIFT] = before;
    this.#sizes[list]!--;
  }

  #link(list: number, record: number, before: number, after: number): void {
    this.#previous[record >> RECORD_SHIFT] = before;
    this.#next[record >> RECORD_SHIFT] = after;
    if (before === NONE) this.#heads[list] = record;
    else this.#next[before >> RECORD_SHIFT] = record;
    if (after === NONE) this.#tails[list] = record;
    else this.#previous[after >> RECORD_SHIFT] = record;
    this.#sizes[list]!++;
  }
}

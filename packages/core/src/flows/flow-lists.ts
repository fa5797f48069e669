// Flows that wait with a backlog stand in one of these lists: the list of the worker they are pinned to, or, when
// they are free, the ready list. Doubly linked, so that a flow leaves from the middle when it changes sides.
import { NONE, RECORD_SHIFT } from './flow-table.ts';

const LINK_SHIFT = RECORD_SHIFT - 1;
const AFTER = 1;

/** Lists of flow records; a record is in one list at most. */
export class FlowLists {
  readonly #heads: Int32Array;
  readonly #tails: Int32Array;
  readonly #sizes: Int32Array;
  /** The records before and behind each record: two words, at twice the number of the record. */
  readonly #links: Int32Array;

  constructor(lists: number, records: number) {
    this.#heads = new Int32Array(lists).fill(NONE);
    this.#tails = new Int32Array(lists).fill(NONE);
    this.#sizes = new Int32Array(lists);
    this.#links = new Int32Array(2 * records);
  }

  size(list: number): number {
    return this.#sizes[list]!;
  }

  /** The record in front, or NONE. */
  first(list: number): number {
    return this.#heads[list]!;
  }

  /** The record at the end, or NONE. */
  last(list: number): number {
    return this.#tails[list]!;
  }

  append(list: number, record: number): void {
    this.#link(list, record, this.#tails[list]!, NONE);
  }

  prepend(list: number, record: number): void {
    this.#link(list, record, NONE, this.#heads[list]!);
  }

  remove(list: number, record: number): void {
    const links = this.#links;
    const before = links[record >> LINK_SHIFT]!;
    const after = links[(record >> LINK_SHIFT) + AFTER]!;
    if (before === NONE) this.#heads[list] = after;
    else links[(before >> LINK_SHIFT) + AFTER] = after;
    if (after === NONE) this.#tails[list] = before;
    else links[after >> LINK_SHIFT] = before;
    this.#sizes[list]!--;
  }

  #link(list: number, record: number, before: number, after: number): void {
    const links = this.#links;
    links[record >> LINK_SHIFT] = before;
    links[(record >> LINK_SHIFT) + AFTER] = after;
    if (before === NONE) this.#heads[list] = record;
    else links[(before >> LINK_SHIFT) + AFTER] = record;
    if (after === NONE) this.#tails[list] = record;
    else links[after >> LINK_SHIFT] = record;
    this.#sizes[list]!++;
  }
}

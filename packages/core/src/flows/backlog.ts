// The backlogs of all flows: one pool of nodes, linked into one list per flow. A node is a packet that was accepted
// and is in no lane. There are as many nodes as packets may be outstanding, so a flow with room finds one.
//
//   node (4 words): handle | mark | next | –        next node of the flow, or of the free list
//
// All of a node stands together, since with many flows each look at one is a cache miss.
import { FIRST, LAST, NONE, QUEUED } from './flow-table.ts';

const NODE_SHIFT = 2;
const MARK = 1;
const NEXT = 2;

/** Lists of packets, kept in the flow records of a table. */
export class Backlog {
  readonly #fields: Int32Array;
  readonly #nodes: Int32Array;
  #free = 0;

  constructor(fields: Int32Array, capacity: number) {
    this.#fields = fields;
    this.#nodes = new Int32Array(capacity << NODE_SHIFT);
    for (let node = 0; node < capacity; node++) {
      this.#nodes[(node << NODE_SHIFT) + NEXT] = node + 1 < capacity ? (node + 1) << NODE_SHIFT : NONE;
    }
  }

  /** Puts a packet behind the others of its flow. */
  append(record: number, handle: number, mark: number): void {
    const fields = this.#fields;
    const node = this.#take(handle, mark, NONE);
    if (fields[record + QUEUED]! === 0) fields[record + FIRST] = node;
    else this.#nodes[fields[record + LAST]! + NEXT] = node;
    fields[record + LAST] = node;
    fields[record + QUEUED]!++;
  }

  /** Puts a packet in front of the others of its flow: it had been given out, and comes back unstarted. */
  prepend(record: number, handle: number, mark: number): void {
    const fields = this.#fields;
    const empty = fields[record + QUEUED]! === 0;
    const node = this.#take(handle, mark, empty ? NONE : fields[record + FIRST]!);
    if (empty) fields[record + LAST] = node;
    fields[record + FIRST] = node;
    fields[record + QUEUED]!++;
  }

  /** The node at the front of a flow that has one; read it, then drop it. */
  front(record: number): number {
    return this.#fields[record + FIRST]!;
  }

  handle(node: number): number {
    return this.#nodes[node]!;
  }

  mark(node: number): number {
    return this.#nodes[node + MARK]!;
  }

  /** Takes the front packet off. */
  dropFront(record: number): void {
    const node = this.#fields[record + FIRST]!;
    this.#fields[record + FIRST] = this.#nodes[node + NEXT]!;
    this.#fields[record + QUEUED]!--;
    this.#nodes[node + NEXT] = this.#free;
    this.#free = node;
  }

  #take(handle: number, mark: number, next: number): number {
    const nodes = this.#nodes;
    const node = this.#free;
    this.#free = nodes[node + NEXT]!;
    nodes[node] = handle;
    nodes[node + MARK] = mark;
    nodes[node + NEXT] = next;
    return node;
  }
}

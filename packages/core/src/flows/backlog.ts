// The backlogs of all flows. The oldest packet of a flow stands in its record, the others in nodes of one pool, linked into one list
// for each flow. A packet in here was accepted and is in no lane. There are as many nodes as packets may be outstanding, so a
// flow with room finds one.
//
//   record            handle | mark | next | last   of the oldest packet; next: the node behind it, last: the newest node
//   node (4 words)    handle | mark | next | –      next: the node behind it, or the next of the free list
//
// How many there are says where a list ends: what stands behind its last packet means nothing.
import { HANDLE, LAST, MARK, NEXT, NONE, QUEUED } from './flow-table.ts';

const NODE_SHIFT = 2;
const NODE_MARK = 1;
const NODE_NEXT = 2;

/** Lists of packets, kept in the flow records of a table. */
export class Backlog {
  readonly #fields: Int32Array;
  readonly #nodes: Int32Array;
  #free = 0;

  constructor(fields: Int32Array, capacity: number) {
    this.#fields = fields;
    this.#nodes = new Int32Array(capacity << NODE_SHIFT);
    for (let node = 0; node < capacity; node++) {
      this.#nodes[(node << NODE_SHIFT) + NODE_NEXT] = node + 1 < capacity ? (node + 1) << NODE_SHIFT : NONE;
    }
  }

  /** Puts a packet behind the others of its flow. */
  append(record: number, handle: number, mark: number): void {
    const fields = this.#fields;
    const queued = fields[record + QUEUED]!;
    fields[record + QUEUED] = queued + 1;
    if (queued === 0) {
      this.#putFirst(record, handle, mark);
      return;
    }
    const node = this.#take(handle, mark, NONE);
    if (queued === 1) fields[record + NEXT] = node;
    else this.#nodes[fields[record + LAST]! + NODE_NEXT] = node;
    fields[record + LAST] = node;
  }

  /** Puts a packet in front of the others of its flow: it had been given out, and comes back unstarted. */
  prepend(record: number, handle: number, mark: number): void {
    const fields = this.#fields;
    const queued = fields[record + QUEUED]!;
    fields[record + QUEUED] = queued + 1;
    if (queued > 0) {
      const node = this.#take(fields[record + HANDLE]!, fields[record + MARK]!, fields[record + NEXT]!);
      fields[record + NEXT] = node;
      if (queued === 1) fields[record + LAST] = node;
    }
    this.#putFirst(record, handle, mark);
  }

  /** Takes the oldest packet of a flow that has one off; its handle and mark were in the record. */
  dropFront(record: number): void {
    const fields = this.#fields;
    const queued = fields[record + QUEUED]! - 1;
    fields[record + QUEUED] = queued;
    if (queued === 0) return;
    const nodes = this.#nodes;
    const node = fields[record + NEXT]!;
    this.#putFirst(record, nodes[node]!, nodes[node + NODE_MARK]!);
    fields[record + NEXT] = nodes[node + NODE_NEXT]!;
    nodes[node + NODE_NEXT] = this.#free;
    this.#free = node;
  }

  #putFirst(record: number, handle: number, mark: number): void {
    this.#fields[record + HANDLE] = handle;
    this.#fields[record + MARK] = mark;
  }

  #take(handle: number, mark: number, next: number): number {
    const nodes = this.#nodes;
    const node = this.#free;
    this.#free = nodes[node + NODE_NEXT]!;
    nodes[node] = handle;
    nodes[node + NODE_MARK] = mark;
    nodes[node + NODE_NEXT] = next;
    return node;
  }
}

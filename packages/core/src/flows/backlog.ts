// The backlogs of all flows: one pool of nodes, linked into one list per flow. A node is a packet that was accepted
// and is in no lane. There are as many nodes as packets may be outstanding, so a flow with room finds one.
import { FIRST, LAST, NONE, QUEUED } from './flow-table.ts';

/** Lists of packets, kept in the flow records of a table. */
export class Backlog {
  readonly #fields: Int32Array;
  readonly #handles: Int32Array;
  readonly #marks: Int32Array;
  readonly #next: Int32Array;
  #free = 0;

  constructor(fields: Int32Array, capacity: number) {
    this.#fields = fields;
    this.#handles = new Int32Array(capacity);
    this.#marks = new Int32Array(capacity);
    this.#next = Int32Array.from({ length: capacity }, (_, node) => (node + 1 < capacity ? node + 1 : NONE));
  }

  /** Puts a packet behind the others of its flow. */
  append(record: number, handle: number, mark: number): void {
    const fields = this.#fields;
    const node = this.#take(handle, mark, NONE);
    if (fields[record + QUEUED]! === 0) fields[record + FIRST] = node;
    else this.#next[fields[record + LAST]!] = node;
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
    return this.#handles[node]!;
  }

  mark(node: number): number {
    return this.#marks[node]!;
  }

  /** Takes the front packet off. */
  dropFront(record: number): void {
    const node = this.#fields[record + FIRST]!;
    this.#fields[record + FIRST] = this.#next[node]!;
    this.#fields[record + QUEUED]!--;
    this.#next[node] = this.#free;
    this.#free = node;
  }

  #take(handle: number, mark: number, next: number): number {
    const node = this.#free;
    this.#free = this.#next[node]!;
    this.#handles[node] = handle;
    this.#marks[node] = mark;
    this.#next[node] = next;
    return node;
  }
}

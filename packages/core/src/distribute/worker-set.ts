// A set of worker numbers with constant-time add, remove and pick: the members stand densely in one array, the other
// one says where each of them stands.

/** A set of the numbers 0 to `workers` - 1. */
export class WorkerSet {
  readonly #members: Int32Array;
  readonly #places: Int32Array;
  #size = 0;

  constructor(workers: number) {
    this.#members = new Int32Array(workers);
    this.#places = new Int32Array(workers).fill(-1);
  }

  get size(): number {
    return this.#size;
  }

  has(worker: number): boolean {
    return this.#places[worker]! >= 0;
  }

  /** The member at a place from 0 to `size` - 1; places change when members leave. */
  at(place: number): number {
    return this.#members[place]!;
  }

  add(worker: number): void {
    if (this.#places[worker]! >= 0) return;
    this.#places[worker] = this.#size;
    this.#members[this.#size++] = worker;
  }

  remove(worker: number): void {
    const place = this.#places[worker]!;
    if (place < 0) return;
    const last = this.#members[--this.#size]!;
    this.#members[place] = last;
    this.#places[last] = place;
    this.#places[worker] = -1;
  }
}

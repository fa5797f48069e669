// What a thread does is a function of what its shared accesses return. This tree is that function as far as it is known:
// a node is the next operation after a sequence of results, its children the operations after each result it had so far.
// The thread's code runs only when a result is new; everywhere else the tree is walked.
//
//   operation u8 | index, value, other: the operation's arguments | parent, result: how one gets here | child, sibling

/** Node that does not exist. */
export const NO_NODE = -1;

export class ThreadTree {
  size = 0;
  operation: Uint8Array;
  index: Int32Array;
  value: Int32Array;
  other: Int32Array;
  parent: Int32Array;
  /** The result of the parent's operation that leads here. */
  result: Int32Array;
  #child: Int32Array;
  #sibling: Int32Array;

  constructor(capacity = 1024) {
    this.operation = new Uint8Array(capacity);
    this.index = new Int32Array(capacity);
    this.value = new Int32Array(capacity);
    this.other = new Int32Array(capacity);
    this.parent = new Int32Array(capacity);
    this.result = new Int32Array(capacity);
    this.#child = new Int32Array(capacity);
    this.#sibling = new Int32Array(capacity);
  }

  add(parent: number, result: number, operation: number, index: number, value: number, other: number): number {
    const node = this.size;
    if (node === this.operation.length) this.#grow();
    this.operation[node] = operation;
    this.index[node] = index;
    this.value[node] = value;
    this.other[node] = other;
    this.parent[node] = parent;
    this.result[node] = result;
    this.#child[node] = NO_NODE;
    this.#sibling[node] = NO_NODE;
    if (parent !== NO_NODE) {
      this.#sibling[node] = this.#child[parent]!;
      this.#child[parent] = node;
    }
    this.size = node + 1;
    return node;
  }

  /** The node after a result, or NO_NODE if the thread has not been run with it. */
  after(node: number, result: number): number {
    let child = this.#child[node]!;
    while (child !== NO_NODE && this.result[child] !== result) child = this.#sibling[child]!;
    return child;
  }

  clear(): void {
    this.size = 0;
  }

  #grow(): void {
    const capacity = this.operation.length * 2;
    const operation = new Uint8Array(capacity);
    operation.set(this.operation);
    this.operation = operation;
    this.index = widened(this.index, capacity);
    this.value = widened(this.value, capacity);
    this.other = widened(this.other, capacity);
    this.parent = widened(this.parent, capacity);
    this.result = widened(this.result, capacity);
    this.#child = widened(this.#child, capacity);
    this.#sibling = widened(this.#sibling, capacity);
  }
}

function widened(column: Int32Array, capacity: number): Int32Array {
  const wide = new Int32Array(capacity);
  wide.set(column);
  return wide;
}

// The path of a search by states: one entry a step, in columns that grow with its depth.

export class StatePath {
  /** Who acts from here. */
  chosen: Int32Array = new Int32Array(1024);
  /** Whether acts of threads here are expiries of time-outs. */
  expires: Int32Array = new Int32Array(1024);
  /** Actors that can act here; those that are still to be let loose; those that were. */
  able: Int32Array = new Int32Array(1024);
  open: Int32Array = new Int32Array(1024);
  taken: Int32Array = new Int32Array(1024);
  /** The machine's mark. */
  marks: Int32Array = new Int32Array(1024);
  /** The state's number, and the lowest number on the path that is known to be reached from it. */
  number: Int32Array = new Int32Array(1024);
  lowest: Int32Array = new Int32Array(1024);
  /** Whether threads alone can come from here to an end, or to a state that can. */
  ends: Int32Array = new Int32Array(1024);

  /** Sees to it that there is an entry at a depth. */
  reach(depth: number): void {
    if (depth < this.chosen.length) return;
    this.chosen = widened(this.chosen);
    this.expires = widened(this.expires);
    this.able = widened(this.able);
    this.open = widened(this.open);
    this.taken = widened(this.taken);
    this.marks = widened(this.marks);
    this.number = widened(this.number);
    this.lowest = widened(this.lowest);
    this.ends = widened(this.ends);
  }
}

function widened(column: Int32Array): Int32Array<ArrayBuffer> {
  const wide = new Int32Array(column.length * 2);
  wide.set(column);
  return wide;
}

// Which flow to write out early when the table is full: the one whose last packet is oldest, exactly.
// To keep all flows in order of their last packet would cost every packet of every capture. So the order is found when the table is
// full, for a sixteenth of the flows at once; a flow that got a packet since then is passed over. Whoever was not among those
// candidates had a later packet than all of them, so the first candidate still untouched is the longest idle of all.
import type { FlowTable } from './flow-table.ts';

const NONE = -1;

export class IdleFlows {
  readonly #table: FlowTable;
  readonly #flows: Uint32Array;
  /** When each candidate was last seen as the order was found. */
  readonly #seen: Float64Array;
  #next = 0;
  #count = 0;

  constructor(table: FlowTable) {
    this.#table = table;
    const batch = Math.max(1, table.capacity >> 4);
    this.#flows = new Uint32Array(batch);
    this.#seen = new Float64Array(batch);
  }

  /** The longest idle flow among the candidates, NONE (-1) when they are used up: then `refresh`. */
  take(): number {
    while (this.#next < this.#count) {
      const at = this.#next++;
      const flow = this.#flows[at]!;
      if (this.#table.lastSeen(flow) === this.#seen[at] && this.#table.isUsed(flow)) return flow;
    }
    return NONE;
  }

  /** Finds new candidates. A candidate that `take` gives later has had no packet since this call. */
  refresh(): void {
    const table = this.#table;
    const used: number[] = [];
    for (let flow = 0; flow < table.indexEnd; flow++) if (table.isUsed(flow)) used.push(flow);
    const order = Float64Array.from(used, (flow) => table.lastSeen(flow)).sort();
    const count = Math.min(this.#flows.length, used.length);
    // No two flows share a last packet, so exactly `count` of them are that old.
    const newest = order[count - 1] ?? -1;
    const idle = used.filter((flow) => table.lastSeen(flow) <= newest).sort((a, b) => table.lastSeen(a) - table.lastSeen(b));
    this.#flows.set(idle);
    for (let at = 0; at < count; at++) this.#seen[at] = table.lastSeen(this.#flows[at]!);
    this.#next = 0;
    this.#count = count;
  }
}

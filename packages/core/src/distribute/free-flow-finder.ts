// Finds what can be taken out of a lane to the good of somebody else: the flows none of whose packets are claimed.
import { RECORD_SHIFT } from '../flows/flow-table.ts';
import type { Flows } from '../flows/flows.ts';
import { advance } from '../slot/handshake.ts';
import type { Lanes } from './lanes.ts';

export class FreeFlowFinder {
  readonly #lanes: Lanes;
  readonly #flows: Flows;
  readonly #stamps: Int32Array;
  #stamp = 0;
  /** Where the flows found begin in the lane, oldest first. */
  readonly #starts: Int32Array;

  constructor(lanes: Lanes, flows: Flows, capacity: number, laneCapacity: number) {
    this.#lanes = lanes;
    this.#flows = flows;
    this.#stamps = new Int32Array(capacity);
    this.#starts = new Int32Array(laneCapacity);
  }

  /** Counts the flows of a worker that have published packets and no claimed one. Reads private memory only. */
  find(worker: number, claimed: number, published: number): number {
    this.#stamp = (this.#stamp + 1) | 0;
    for (let at = this.#lanes.head(worker); at !== claimed; at = advance(at, 1)) this.#isNew(worker, at);
    let found = 0;
    for (let at = claimed; at !== published; at = advance(at, 1)) if (this.#isNew(worker, at)) this.#starts[found++] = at;
    return found;
  }

  /** The position from which on everything has to go, so that flow number `index` of those found goes whole. */
  start(index: number): number {
    return this.#starts[index]!;
  }

  #isNew(worker: number, position: number): boolean {
    const flow = this.#flows.recordOf(this.#lanes.tagAt(worker, position)) >> RECORD_SHIFT;
    if (this.#stamps[flow] === this.#stamp) return false;
    this.#stamps[flow] = this.#stamp;
    return true;
  }
}

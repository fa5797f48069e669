// The way back from the lanes: to a caller who is taking returned packets, as far as there is room, or else into the returned ring. What
// is in the ring comes first for whoever takes: the caller's burst is open only while the ring is empty or the burst full.
import type { Flows } from '../flows/flows.ts';
import { minInt } from '../int-math.ts';
import { CallerReturns } from './caller-returns.ts';
import type { Lanes } from './lanes.ts';
import type { ReturnedRing } from './returned-ring.ts';

export class ReturnPath {
  readonly caller: CallerReturns = new CallerReturns();
  readonly #ring: ReturnedRing;

  constructor(ring: ReturnedRing) {
    this.#ring = ring;
  }

  /** Brings the oldest `count` packets of a lane, which its worker has handed back. */
  bring(lanes: Lanes, worker: number, count: number, flows: Flows): void {
    const { caller } = this;
    const ring = this.#ring;
    const { place } = caller;
    const given = caller.grow(count);
    if (given > 0) lanes.collect(worker, given, caller, place, flows);
    for (let left = count - given; left > 0; ) {
      const stored = minInt(left, ring.straight);
      lanes.collect(worker, stored, ring, ring.place, flows);
      ring.grow(stored);
      left -= stored;
    }
  }
}

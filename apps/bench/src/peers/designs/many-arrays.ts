// As counted-by-pins.ts, but a lane is an array for each thing that is known of a packet: its tag, its handle, and the bucket that counts
// it, which collecting then need not compute.
import type { PacketBurst } from '@dist/core';
import { flowTable, pin } from './core-flows.ts';
import { CountedByPins } from './counted-by-pins.ts';
import { PLACES } from './placing-subject.ts';

const { bucketOf } = flowTable;
const { countedOnce, speaksAgainst, uncountedOnce } = pin;
const WORKER_0 = 0;

export class ManyArrays extends CountedByPins {
  readonly #tags = new Int32Array(PLACES);
  readonly #handles = new Int32Array(PLACES);
  readonly #buckets = new Int32Array(PLACES);

  override place({ tags, handles, count }: PacketBurst, position: number): void {
    const { buckets, shift } = this.table;
    const laneTags = this.#tags;
    const laneHandles = this.#handles;
    const laneBuckets = this.#buckets;
    const at = position & (PLACES - 1);
    for (let i = 0; i < count; i++) {
      const tag = tags[i]! | 0;
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      if (speaksAgainst(pin, WORKER_0)) throw new Error(`packet ${handles[i]} is pinned to somebody else`);
      buckets[bucket] = countedOnce(pin, WORKER_0);
      laneTags[at + i] = tag;
      laneHandles[at + i] = handles[i]!;
      laneBuckets[at + i] = bucket;
    }
  }

  override collect(into: PacketBurst, position: number): void {
    const { buckets } = this.table;
    const laneTags = this.#tags;
    const laneHandles = this.#handles;
    const laneBuckets = this.#buckets;
    const { tags, handles, capacity } = into;
    const at = position & (PLACES - 1);
    for (let i = 0; i < capacity; i++) {
      const bucket = laneBuckets[at + i]!;
      buckets[bucket] = uncountedOnce(buckets[bucket]!);
      tags[i] = laneTags[at + i]!;
      handles[i] = laneHandles[at + i]!;
    }
    into.count = capacity;
  }
}

// What is out is counted by the pins of buckets, as core does it: a packet is counted, and counted down again.
import type { PacketBurst } from '@dist/core';
import { flowTable, pin } from './core-flows.ts';
import type { CoreFlowTable } from './core-flows.ts';
import { PLACES } from './placing-subject.ts';
import type { Placing } from './placing-subject.ts';

const { FlowTable, bucketOf } = flowTable;
const { countedOnce, pinnedWorker, speaksAgainst, uncountedOnce } = pin;
const WORKER_0 = 0;

export class CountedByPins implements Placing {
  protected readonly table: CoreFlowTable = new FlowTable(PLACES);
  protected readonly lane: Int32Array = new Int32Array(2 * PLACES);

  place({ tags, handles, count }: PacketBurst, position: number): void {
    const { buckets, shift } = this.table;
    const lane = this.lane;
    let packet = 2 * (position & (PLACES - 1));
    for (let i = 0; i < count; i++) {
      const tag = tags[i]! | 0;
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      if (speaksAgainst(pin, WORKER_0)) throw new Error(`packet ${handles[i]} is pinned to somebody else`);
      buckets[bucket] = countedOnce(pin, WORKER_0);
      lane[packet] = tag;
      lane[packet + 1] = handles[i]!;
      packet = (packet + 2) | 0;
    }
  }

  collect(into: PacketBurst, position: number): void {
    const { buckets, shift } = this.table;
    const lane = this.lane;
    const { tags, handles, capacity } = into;
    let packet = 2 * (position & (PLACES - 1));
    for (let i = 0; i < capacity; i++) {
      const tag = lane[packet]!;
      const bucket = bucketOf(tag, shift);
      buckets[bucket] = uncountedOnce(buckets[bucket]!);
      tags[i] = tag;
      handles[i] = lane[packet + 1]!;
      packet = (packet + 2) | 0;
    }
    into.count = capacity;
  }

  requireEmpty(): void {
    for (let bucket = 0; bucket < this.table.buckets.length; bucket += 2) {
      if (pinnedWorker(this.table.buckets[bucket]!) !== -1) throw new Error(`bucket ${bucket} still counts packets`);
    }
  }
}

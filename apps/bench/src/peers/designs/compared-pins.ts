// As counted-by-pins.ts, but whether anything speaks against a packet is asked in words and not as one product: are there records, does the
// bucket count packets, are they another worker's.
import type { PacketBurst } from '@dist/core';
import { flowTable, pin } from './core-flows.ts';
import { CountedByPins } from './counted-by-pins.ts';
import { PLACES } from './placing-subject.ts';

const { bucketOf } = flowTable;
const { countedOnce, hasRecords, pinnedWorker } = pin;
const NOBODY = -1;
const WORKER_0 = 0;

export class ComparedPins extends CountedByPins {
  override place({ tags, handles, count }: PacketBurst, position: number): void {
    const { buckets, shift } = this.table;
    const lane = this.lane;
    let packet = 2 * (position & (PLACES - 1));
    for (let i = 0; i < count; i++) {
      const tag = tags[i]! | 0;
      const bucket = bucketOf(tag, shift);
      const pin = buckets[bucket]!;
      const pinned = pinnedWorker(pin);
      if (hasRecords(pin) || (pinned !== NOBODY && pinned !== WORKER_0)) throw new Error(`packet ${handles[i]} is pinned to somebody else`);
      buckets[bucket] = countedOnce(pin, WORKER_0);
      lane[packet] = tag;
      lane[packet + 1] = handles[i]!;
      packet = (packet + 2) | 0;
    }
  }
}

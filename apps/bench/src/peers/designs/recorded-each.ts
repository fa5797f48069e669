// What is out stands in a record of its tag, for every packet: it is found or made when the packet is placed, and removed with the last one.
// The lane's places remember their records, so that collecting needs no search.
import type { PacketBurst } from '@dist/core';
import { flowTable } from './core-flows.ts';
import { PLACES } from './placing-subject.ts';
import type { Placing } from './placing-subject.ts';

const { FlowTable, IN_FLIGHT, NONE, WORKER, bucketOf } = flowTable;
const WORKER_0 = 0;

export class RecordedEach implements Placing {
  readonly #table = new FlowTable(PLACES);
  readonly #lane = new Int32Array(2 * PLACES);
  readonly #records = new Int32Array(PLACES);

  place({ tags, handles, count }: PacketBurst, position: number): void {
    const table = this.#table;
    const { fields, shift } = table;
    const lane = this.#lane;
    const records = this.#records;
    const at = position & (PLACES - 1);
    let packet = 2 * at;
    for (let i = 0; i < count; i++) {
      const tag = tags[i]! | 0;
      const bucket = bucketOf(tag, shift);
      let record = table.find(bucket, tag);
      if (record === NONE) {
        record = table.add(bucket, tag);
        fields[record + WORKER] = WORKER_0;
      } else if (fields[record + WORKER] !== WORKER_0) throw new Error(`packet ${handles[i]} is pinned to somebody else`);
      fields[record + IN_FLIGHT]!++;
      records[at + i] = record;
      lane[packet] = tag;
      lane[packet + 1] = handles[i]!;
      packet = (packet + 2) | 0;
    }
  }

  collect(into: PacketBurst, position: number): void {
    const table = this.#table;
    const { fields, shift } = table;
    const lane = this.#lane;
    const records = this.#records;
    const { tags, handles, capacity } = into;
    const at = position & (PLACES - 1);
    let packet = 2 * at;
    for (let i = 0; i < capacity; i++) {
      const tag = lane[packet]!;
      const record = records[at + i]!;
      if (--fields[record + IN_FLIGHT]! === 0) table.remove(bucketOf(tag, shift), record);
      tags[i] = tag;
      handles[i] = lane[packet + 1]!;
      packet = (packet + 2) | 0;
    }
    into.count = capacity;
  }

  requireEmpty(): void {
    if (this.#table.size > 0) throw new Error(`${this.#table.size} flows still have records`);
  }
}

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SharedMemory } from '../memory/shared-memory.ts';
import { PACKET_WORDS } from '../slot/distributor-layout.ts';
import { FREE, FlowTable, IN_FLIGHT, LOST, NONE, QUEUED, RECORD_SHIFT, TAG, WORKER, bucketOf } from './flow-table.ts';

function recordOf(table: FlowTable, tag: number): number {
  const bucket = bucketOf(tag | 0, table.shift);
  const record = table.find(bucket, tag | 0);
  return record === NONE ? table.add(bucket, tag | 0) : record;
}

function remove(table: FlowTable, record: number): void {
  table.remove(bucketOf(table.fields[record + TAG]!, table.shift), record);
}

/** Different tags of one bucket, in a table with so many of them. */
function collidingTags(count: number, buckets: number): number[] {
  const { shift } = new FlowTable(buckets);
  const tags: number[] = [];
  for (let tag = 0; tags.length < count; tag += 0x1001) if (bucketOf(tag | 0, shift) === bucketOf(0, shift)) tags.push(tag >>> 0);
  return tags;
}

describe('FlowTable', () => {
  it('is a map from tags to records, at any order of comings and goings', () => {
    const colliding = collidingTags(8, 8);
    const tag = fc.oneof(fc.constantFrom(...colliding), fc.nat(9), fc.constantFrom(0, 0xffff_ffff, 0x8000_0000, 0x7fff_ffff), fc.integer({ min: 0, max: 0xffff_ffff }));
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 8 }), fc.array(fc.record({ tag, remove: fc.boolean() }), { maxLength: 100 }), (capacity, moves) => {
        const table = new FlowTable(capacity);
        const model = new Map<number, number>();
        for (const move of moves) {
          const known = model.get(move.tag);
          if (known !== undefined && move.remove) {
            remove(table, known);
            model.delete(move.tag);
          } else if (known !== undefined || model.size < capacity) {
            const record = recordOf(table, move.tag);
            if (known === undefined) expect([...model.values()]).not.toContain(record);
            else expect(record).toBe(known);
            model.set(move.tag, record);
          }
          expect(table.size).toBe(model.size);
        }
        for (const [known, record] of model) expect(recordOf(table, known)).toBe(record);
      }),
    );
  });

  it('never lets tags share a record that fall into one bucket', () => {
    const tags = collidingTags(50, 64);
    const table = new FlowTable(64);
    const records = tags.map((tag) => recordOf(table, tag));
    expect(new Set(records).size).toBe(50);
    // Out of the middle, the front and the end of the chain.
    for (const i of [25, 49, 0]) remove(table, records[i]!);
    for (const [i, tag] of tags.entries()) if (![25, 49, 0].includes(i)) expect(recordOf(table, tag)).toBe(records[i]);
    expect(table.size).toBe(47);
  });

  it('fills to its capacity, empties, and fills again', () => {
    const table = new FlowTable(1000);
    for (let round = 0; round < 3; round++) {
      const records = Array.from({ length: 1000 }, (_, i) => recordOf(table, (i * 0x0101_0101 + round) >>> 0));
      expect(new Set(records).size).toBe(1000);
      expect(Math.max(...records)).toBeLessThan(1000 << RECORD_SHIFT);
      for (const record of records) remove(table, record);
      expect(table.size).toBe(0);
    }
  });

  it('makes a record that is free and empty, whatever the one before it was', () => {
    const table = new FlowTable(1);
    const first = recordOf(table, 5);
    table.fields[first + WORKER] = 3;
    table.fields[first + IN_FLIGHT] = 2;
    table.fields[first + QUEUED] = 1;
    remove(table, first);
    const second = recordOf(table, 6);
    expect([TAG, WORKER, IN_FLIGHT, QUEUED].map((field) => table.fields[second + field])).toEqual([6, FREE, 0, 0]);
  });

  it('says that a flow is free or lost by numbers that no worker has', () => {
    expect(FREE).toBeLessThan(0);
    expect(LOST).toBeLessThan(0);
    expect(LOST).not.toBe(FREE);
  });

  it('says of a bucket that it has records from its first one to its last one', () => {
    const tags = collidingTags(3, 8);
    const table = new FlowTable(8);
    const bucket = bucketOf(0, table.shift);
    const unrecorded = table.buckets[bucket]!;
    const records = tags.map((tag) => recordOf(table, tag));
    const recorded = table.buckets[bucket]!;
    expect(recorded).not.toBe(unrecorded);
    for (const record of [records[2]!, records[0]!]) {
      remove(table, record);
      expect(table.buckets[bucket]).toBe(recorded);
    }
    remove(table, records[1]!);
    expect(table.buckets[bucket]).toBe(unrecorded);
  });

  it('looks ahead at the buckets of the tags that it is told, in a burst or in a lane, and at no others', () => {
    const table = new FlowTable(64);
    const tags = Uint32Array.from({ length: 5 }, (_, i) => i + 1);
    for (const [i, tag] of tags.entries()) table.buckets[bucketOf(tag, table.shift)] = 1 << i;
    table.touch(tags, 1, 3);
    expect(table.touched).toBe(0b00110);
    const memory = new SharedMemory(new SharedArrayBuffer(64));
    for (const [i, tag] of tags.entries()) memory.write(2 + PACKET_WORDS * i, tag);
    table.touchPackets(memory, 2 + PACKET_WORDS, 3);
    expect(table.touched).toBe(0b01110);
  });
});

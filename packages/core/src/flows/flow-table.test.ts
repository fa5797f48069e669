import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FREE, FlowTable, IN_FLIGHT, QUEUED, RECORD_SHIFT, TAG, WORKER } from './flow-table.ts';

function recordOf(table: FlowTable, tag: number): number {
  const records = new Int32Array(1);
  table.resolve(Uint32Array.of(tag), 0, 1, records);
  return records[0]!;
}

/** Different tags of one bucket, in a table with so many of them. */
function collidingTags(count: number, buckets: number): number[] {
  // The table's own hash; were it another one, these would be tags like any others.
  const bucketOf = (tag: number): number => Math.imul(tag ^ (tag >>> 15), 0x9e3779b1) >>> (Math.clz32(buckets) + 1);
  const tags: number[] = [];
  for (let tag = 0; tags.length < count; tag += 0x1001) if (bucketOf(tag | 0) === bucketOf(0)) tags.push(tag >>> 0);
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
            table.remove(known);
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
    const records = new Int32Array(50);
    table.resolve(Uint32Array.from(tags), 0, 50, records);
    expect(new Set(records).size).toBe(50);
    // Out of the middle, the front and the end of the chain.
    for (const i of [25, 49, 0]) table.remove(records[i]!);
    for (const [i, tag] of tags.entries()) if (![25, 49, 0].includes(i)) expect(recordOf(table, tag)).toBe(records[i]);
    expect(table.size).toBe(47);
  });

  it('gives equal tags of a burst the same record, the first time too', () => {
    const records = new Int32Array(5);
    new FlowTable(4).resolve(Uint32Array.of(9, 3, 9, 9, 3), 0, 5, records);
    expect([records[0] === records[2], records[2] === records[3], records[1] === records[4], records[0] === records[1]]).toEqual([true, true, true, false]);
  });

  it('resolves a part of a burst, from the front of the records on', () => {
    const table = new FlowTable(4);
    const records = new Int32Array(2).fill(-7);
    table.resolve(Uint32Array.of(1, 2, 3, 4), 1, 3, records);
    expect([...records]).toEqual([recordOf(table, 2), recordOf(table, 3)]);
    expect(table.size).toBe(2);
  });

  it('fills to its capacity, empties, and fills again', () => {
    const table = new FlowTable(1000);
    for (let round = 0; round < 3; round++) {
      const records = Array.from({ length: 1000 }, (_, i) => recordOf(table, (i * 0x0101_0101 + round) >>> 0));
      expect(new Set(records).size).toBe(1000);
      expect(Math.max(...records)).toBeLessThan(1000 << RECORD_SHIFT);
      for (const record of records) table.remove(record);
      expect(table.size).toBe(0);
    }
  });

  it('makes a record that is free and empty, whatever the one before it was', () => {
    const table = new FlowTable(1);
    const first = recordOf(table, 5);
    table.fields[first + WORKER] = 3;
    table.fields[first + IN_FLIGHT] = 2;
    table.fields[first + QUEUED] = 1;
    table.remove(first);
    const second = recordOf(table, 6);
    expect([TAG, WORKER, IN_FLIGHT, QUEUED].map((field) => table.fields[second + field])).toEqual([6, FREE, 0, 0]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FlowLists } from './flow-lists.ts';
import { NONE, RECORD_SHIFT } from './flow-table.ts';

const RECORDS = 8;

describe('FlowLists', () => {
  it('are lists that a record joins at either end and leaves from anywhere', () => {
    const move = fc.record({ flow: fc.nat(RECORDS - 1), list: fc.nat(2), front: fc.boolean() });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
        const lists = new FlowLists(3, RECORDS);
        const model: number[][] = [[], [], []];
        for (const { flow, list, front } of moves) {
          const record = flow << RECORD_SHIFT;
          const where = model.findIndex((records) => records.includes(record));
          if (where >= 0) {
            lists.remove(where, record);
            model[where]!.splice(model[where]!.indexOf(record), 1);
          } else if (front) {
            lists.prepend(list, record);
            model[list]!.unshift(record);
          } else {
            lists.append(list, record);
            model[list]!.push(record);
          }
          expect([0, 1, 2].map((each) => lists.size(each))).toEqual(model.map((records) => records.length));
          expect([0, 1, 2].map((each) => lists.first(each))).toEqual(model.map((records) => records[0] ?? NONE));
          expect([0, 1, 2].map((each) => lists.last(each))).toEqual(model.map((records) => records.at(-1) ?? NONE));
        }
        for (const [list, records] of model.entries()) {
          for (const record of records) {
            expect(lists.first(list)).toBe(record);
            lists.remove(list, record);
          }
          expect(lists.first(list)).toBe(NONE);
        }
      }),
    );
  });
});

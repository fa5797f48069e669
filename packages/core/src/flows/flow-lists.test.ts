import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FlowLists } from './flow-lists.ts';
import { NONE, RECORD_SHIFT } from './flow-table.ts';

const RECORDS = 8;

describe('FlowLists', () => {
  it('are lists that a record joins at the end and leaves from anywhere', () => {
    const move = fc.record({ flow: fc.nat(RECORDS - 1), list: fc.nat(2) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
        const lists = new FlowLists(new Int32Array(RECORDS << RECORD_SHIFT), 3);
        const model: number[][] = [[], [], []];
        for (const { flow, list } of moves) {
          const record = flow << RECORD_SHIFT;
          const where = model.findIndex((records) => records.includes(record));
          if (where >= 0) {
            lists.remove(where, record);
            model[where]!.splice(model[where]!.indexOf(record), 1);
          } else {
            lists.append(list, record);
            model[list]!.push(record);
          }
          expect([0, 1, 2].map((each) => lists.size(each))).toEqual(model.map((records) => records.length));
          expect([0, 1, 2].map((each) => lists.first(each))).toEqual(model.map((records) => records[0] ?? NONE));
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

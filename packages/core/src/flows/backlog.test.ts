import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Backlog } from './backlog.ts';
import { HANDLE, MARK, QUEUED, RECORD_SHIFT } from './flow-table.ts';

interface Packet {
  readonly handle: number;
  readonly mark: number;
}

/** The handles of the flow at record 0, which is empty afterwards. */
function drained(backlog: Backlog, fields: Int32Array): number[] {
  const handles: number[] = [];
  while (fields[QUEUED]! > 0) {
    handles.push(fields[HANDLE]!);
    backlog.dropFront(0);
  }
  return handles;
}

describe('Backlog', () => {
  it('is one list of packets for each flow: behind the others, before them, and off the front', () => {
    const move = fc.record({ flow: fc.nat(3), do: fc.constantFrom('append', 'append', 'prepend', 'drop'), handle: fc.integer(), mark: fc.nat(511) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.array(move, { maxLength: 100 }), (capacity, moves) => {
        const fields = new Int32Array(4 << RECORD_SHIFT);
        const backlog = new Backlog(fields, capacity);
        const model: Packet[][] = [[], [], [], []];
        for (const { flow, do: what, handle, mark } of moves) {
          const record = flow << RECORD_SHIFT;
          const list = model[flow]!;
          if (what === 'drop') {
            if (list.length === 0) continue;
            backlog.dropFront(record);
            list.shift();
          } else if (model.flat().length < capacity) {
            backlog[what](record, handle, mark);
            if (what === 'append') list.push({ handle, mark });
            else list.unshift({ handle, mark });
          }
          expect(fields[record + QUEUED]).toBe(list.length);
          if (list.length > 0) expect({ handle: fields[record + HANDLE], mark: fields[record + MARK] }).toEqual(list[0]);
        }
        for (const [flow, list] of model.entries()) {
          for (const packet of list) {
            expect(fields[(flow << RECORD_SHIFT) + HANDLE]).toBe(packet.handle);
            backlog.dropFront(flow << RECORD_SHIFT);
          }
        }
      }),
    );
  });

  it('keeps the order in which packets were appended behind one that was put in front of several', () => {
    const fields = new Int32Array(1 << RECORD_SHIFT);
    const backlog = new Backlog(fields, 4);
    for (const handle of [1, 2]) backlog.append(0, handle, 0);
    backlog.prepend(0, 0, 0);
    backlog.append(0, 3, 0);
    expect(drained(backlog, fields)).toEqual([0, 1, 2, 3]);
  });

  it('uses no node up for the only packet of a flow, however it came', () => {
    const fields = new Int32Array(1 << RECORD_SHIFT);
    const backlog = new Backlog(fields, 4);
    for (let round = 0; round < 9; round++) {
      backlog[round % 2 === 0 ? 'prepend' : 'append'](0, round, 0);
      expect(drained(backlog, fields)).toEqual([round]);
    }
    for (const handle of [1, 2, 3, 4]) backlog.append(0, handle, 0);
    expect(drained(backlog, fields)).toEqual([1, 2, 3, 4]);
  });
});

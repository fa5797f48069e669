import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { NONE, RECORD_SHIFT } from './flow-table.ts';
import { ReadyFlows } from './ready-flows.ts';

describe('ReadyFlows', () => {
  it('is a row that flows join and leave at either end, through every place and across the end', () => {
    const move = fc.constantFrom('append', 'append', 'prepend', 'takeFirst', 'takeLast', 'touch');
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(move, { maxLength: 120 }), (capacity, moves) => {
        const fields = new Int32Array(200 << RECORD_SHIFT).map((_, word) => word);
        const ready = new ReadyFlows(fields, capacity);
        const model: number[] = [];
        for (const [i, what] of moves.entries()) {
          const record = i << RECORD_SHIFT;
          if (what === 'takeFirst') expect(ready.takeFirst()).toBe(model.shift() ?? NONE);
          else if (what === 'takeLast') expect(ready.takeLast()).toBe(model.pop() ?? NONE);
          else if (what === 'touch') ready.touch(3);
          else if (model.length < capacity) {
            ready[what](record);
            if (what === 'append') model.push(record);
            else model.unshift(record);
          }
          expect(ready.size).toBe(model.length);
        }
        while (model.length > 0) expect(ready.takeFirst()).toBe(model.shift());
        expect(ready.takeFirst()).toBe(NONE);
      }),
    );
  });

  it('looks ahead at as many flows as there are, at most as many as it is asked for', () => {
    const fields = new Int32Array(8 << RECORD_SHIFT);
    const ready = new ReadyFlows(fields, 4);
    for (const [i, bit] of [1, 2, 4].entries()) {
      fields[i << RECORD_SHIFT] = bit;
      ready.append(i << RECORD_SHIFT);
    }
    const seen = [0, 1, 2, 3, 9].map((count) => {
      ready.touch(count);
      return ready.touched;
    });
    expect(seen).toEqual([0, 1, 3, 7, 7]);
  });
});

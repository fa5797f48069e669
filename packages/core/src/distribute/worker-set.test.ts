import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { WorkerSet } from './worker-set.ts';

describe('WorkerSet', () => {
  it('is a set, and its places hold each member once', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ worker: fc.nat(9), add: fc.boolean() }), { maxLength: 100 }), (moves) => {
        const set = new WorkerSet(10);
        const model = new Set<number>();
        for (const { worker, add } of moves) {
          if (add) {
            set.add(worker);
            model.add(worker);
          } else {
            set.remove(worker);
            model.delete(worker);
          }
          const members = Array.from({ length: set.size }, (_, place) => set.at(place));
          expect(members.toSorted()).toEqual([...model].toSorted());
          for (let each = 0; each < 10; each++) expect(set.has(each)).toBe(model.has(each));
        }
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DONE, FAILED, PacketBurst } from '../packet-burst.ts';
import { markOf } from '../slot/mark.ts';
import { ReturnedRing } from './returned-ring.ts';

describe('ReturnedRing', () => {
  it('gives packets out in the order in which they came back, with attempt and outcome', () => {
    const packet = fc.record({ tag: fc.integer({ min: 0, max: 0xffff_ffff }), handle: fc.integer({ min: 0, max: 0xffff_ffff }), attempt: fc.integer({ min: 1, max: 255 }), outcome: fc.constantFrom(DONE, FAILED) });
    const moves = fc.array(fc.record({ push: fc.array(packet, { maxLength: 4 }), take: fc.integer({ min: 1, max: 5 }), clear: fc.nat(20) }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), moves, (capacity, list) => {
        const ring = new ReturnedRing(capacity);
        const model: { tag: number; handle: number; attempt: number; outcome: number }[] = [];
        for (const { push, take, clear } of list) {
          for (const each of push.slice(0, capacity - model.length)) {
            ring.push(each.tag, each.handle, markOf(each.attempt, each.outcome));
            model.push(each);
          }
          expect(ring.size).toBe(model.length);
          if (clear === 0) expect(ring.clear()).toBe(model.splice(0).length);
          const into = new PacketBurst(take);
          const expected = model.splice(0, take);
          expect([ring.take(into), into.count]).toEqual([expected.length, expected.length]);
          expect(expected.map((_, i) => ({ tag: into.tags[i], handle: into.handles[i], attempt: into.attempts[i], outcome: into.outcomes[i] }))).toEqual(expected);
        }
      }),
    );
  });
});

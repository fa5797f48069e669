import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DONE, FAILED, PacketBurst } from './packet-burst.ts';

describe('PacketBurst', () => {
  it('holds tags and handles exactly, to the last of 2^32', () => {
    const word = fc.oneof(fc.integer({ min: 0, max: 0xffff_ffff }), fc.constantFrom(0, 1, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff));
    fc.assert(
      fc.property(fc.array(fc.tuple(word, word), { minLength: 1 }), (packets) => {
        const burst = new PacketBurst(packets.length);
        for (const [tag, handle] of packets) expect(burst.push(tag, handle)).toBe(true);
        expect(packets.map((_, i) => [burst.tags[i], burst.handles[i]])).toEqual(packets);
        expect(burst.count).toBe(packets.length);
      }),
    );
  });

  it('takes tag and handle modulo 2^32', () => {
    const burst = new PacketBurst(1);
    burst.push(-1, 2 ** 32 + 5);
    expect([burst.tags[0], burst.handles[0]]).toEqual([0xffff_ffff, 5]);
  });

  it('refuses a packet when it is full, and is as it was', () => {
    const burst = new PacketBurst(2);
    burst.push(1, 10);
    burst.push(2, 20);
    expect(burst.push(3, 30)).toBe(false);
    expect([burst.count, [...burst.tags], [...burst.handles]]).toEqual([2, [1, 2], [10, 20]]);
  });

  it('forgets outcome and attempts of an earlier packet in the same place', () => {
    const burst = new PacketBurst(1);
    burst.push(1, 10);
    burst.outcomes[0] = FAILED;
    burst.attempts[0] = 9;
    burst.clear();
    expect(burst.count).toBe(0);
    burst.push(2, 20);
    expect([burst.attempts[0], burst.outcomes[0]]).toEqual([1, DONE]);
  });

  it.each([0, -1, 1.5, NaN, 2 ** 20 + 1])('refuses a capacity of %s and names range and value', (capacity) => {
    expect(() => new PacketBurst(capacity)).toThrow(new RangeError(`PacketBurst capacity must be an integer from 1 to ${2 ** 20}, got ${capacity}`));
  });

  it.each([1, 2 ** 20])('can hold %i packets', (capacity) => {
    expect(new PacketBurst(capacity).tags).toHaveLength(capacity);
  });
});

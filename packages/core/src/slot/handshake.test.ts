import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { AWAY, CLOSED, PARKED, POSITIONS, WORKING, advance, claimedOf, distance, handedBackOf, packHandshake, presenceOf, publishedOf, publishing, withPresence, withPublished } from './handshake.ts';

const position = fc.oneof(fc.nat(POSITIONS - 1), fc.constantFrom(0, 511, 512, 1022, 1023));
const presence = fc.constantFrom(WORKING, PARKED, AWAY, CLOSED);
const fields = fc.record({ published: position, claimed: position, handedBack: position, presence });
type Fields = ReturnType<typeof unpack>;

const pack = (f: Fields): number => packHandshake(f.published, f.claimed, f.handedBack, f.presence);
const unpack = (word: number): { published: number; claimed: number; handedBack: number; presence: number } => ({
  published: publishedOf(word),
  claimed: claimedOf(word),
  handedBack: handedBackOf(word),
  presence: presenceOf(word),
});

describe('the handshake word', () => {
  it('gives back every field that was packed', () => {
    fc.assert(
      fc.property(fields, (f) => {
        expect(unpack(pack(f))).toEqual(f);
      }),
    );
  });

  it('is a signed 32-bit integer, as shared memory holds it', () => {
    fc.assert(
      fc.property(fields, (f) => {
        expect(pack(f)).toBe(pack(f) | 0);
      }),
    );
  });

  it('is another word whenever a field differs', () => {
    fc.assert(
      fc.property(fields, fields, (one, other) => {
        expect(pack(one) === pack(other)).toBe(JSON.stringify(one) === JSON.stringify(other));
      }),
    );
  });

  it('publishes by addition without disturbing the other fields, also where the position wraps', () => {
    fc.assert(
      fc.property(fields, fc.integer({ min: 1, max: 512 }), (f, count) => {
        const after = (pack(f) + publishing(count)) | 0;
        expect(unpack(after)).toEqual({ ...f, published: (f.published + count) % POSITIONS });
      }),
    );
  });

  it('publishes across the wrap from the last position', () => {
    const word = packHandshake(1023, 1000, 990, PARKED);
    expect(unpack((word + publishing(1)) | 0)).toEqual({ published: 0, claimed: 1000, handedBack: 990, presence: PARKED });
  });

  it('changes one field alone by withPresence and withPublished', () => {
    fc.assert(
      fc.property(fields, presence, position, (f, other, to) => {
        expect(unpack(withPresence(pack(f), other))).toEqual({ ...f, presence: other });
        expect(unpack(withPublished(pack(f), to))).toEqual({ ...f, published: to });
      }),
    );
  });
});

describe('positions', () => {
  it('are apart by as much as one was advanced, up to all but one', () => {
    fc.assert(
      fc.property(position, fc.nat(POSITIONS - 1), (from, count) => {
        expect(distance(from, advance(from, count))).toBe(count);
      }),
    );
  });

  it('stay in their range when advanced', () => {
    fc.assert(
      fc.property(position, fc.nat(POSITIONS), (from, count) => {
        expect(advance(from, count)).toBeGreaterThanOrEqual(0);
        expect(advance(from, count)).toBeLessThan(POSITIONS);
      }),
    );
  });
});

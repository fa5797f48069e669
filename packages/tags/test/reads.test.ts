// Every single read of dissection and hashing is watched: none is outside the frame, not even one that changes nothing.
import { describe, expect, it } from 'vitest';

import { dissect } from '../src/dissect/dissect.ts';
import { FrameFields } from '../src/dissect/frame-fields.ts';
import { RssHash } from '../src/rss/rss-hash.ts';
import type { CapturedFrame } from './capture-reader.ts';
import { frameSamples, mutated, numbers } from './frame-samples.ts';

const OFFSET = 8;
const symmetric = new RssHash({ symmetric: true });

/** Dissects and hashes a frame in the middle of other bytes; the indices that were read outside of it. */
function readOutside({ bytes, linkType }: CapturedFrame): string[] {
  const around = new Uint8Array(bytes.length + 2 * OFFSET);
  around.set(bytes, OFFSET);
  const outside: string[] = [];
  const watched = new Proxy(around, {
    get(target, name) {
      if (name === 'length') return target.length;
      const index = Number(name);
      if (!(index >= OFFSET && index < OFFSET + bytes.length)) outside.push(String(name));
      return target[index];
    },
  });
  const fields = new FrameFields();
  dissect(watched, OFFSET, bytes.length, linkType, fields);
  symmetric.hash(watched, fields);
  return outside;
}

describe('reads', () => {
  it('of a frame cut to any length stay inside it', () => {
    for (const { bytes, linkType } of frameSamples) {
      for (let length = bytes.length; length >= 0; length--) {
        expect(readOutside({ bytes: bytes.subarray(0, length), linkType }), `link type ${linkType} cut to ${length} bytes`).toEqual([]);
      }
    }
  });

  it('of damaged frames stay inside them', () => {
    const random = numbers(11);
    for (let round = 0; round < 30_000; round++) {
      const frame = mutated(random);
      const outside = readOutside(frame);
      if (outside.length > 0) expect.fail(`${outside.join(' ')}: link type ${frame.linkType}: ${Buffer.from(frame.bytes).toString('hex')}`);
    }
  });
});

// Cut, mutated and invented frames: nothing throws, and nothing outside the frame is looked at. The bytes around a
// frame are poison, one kind in one copy and another kind in a second copy; a read outside the frame shows as a difference.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { dissect } from '../src/dissect/dissect.ts';
import { FrameFields } from '../src/dissect/frame-fields.ts';
import { rssTag } from '../src/rss/rss-tag.ts';
import { bytesOf, concat, ethernet, ipv4, ipv6, mpls, pppoe, sll, sll2, snap, TCP, UDP, vlan } from './build-frame.ts';
import { readCapture } from './capture-reader.ts';
import type { CapturedFrame } from './capture-reader.ts';
import { capturesAbsent, expectedCaptures } from './expected-values.ts';

const GUARD = 64;
const POISONS = [0x00, 0x45] as const;
const LINK_TYPES = [0, 1, 9, 12, 14, 101, 108, 113, 228, 229, 276, 10, 65_535];
const tag = rssTag({ symmetric: true });

/** Two copies of a frame between guards of different poison. */
class PoisonedFrame {
  readonly #copies: Uint8Array[];
  readonly #fields = POISONS.map(() => new FrameFields());

  constructor(maxLength: number) {
    this.#copies = POISONS.map(() => new Uint8Array(maxLength + 2 * GUARD));
  }

  place(frame: Uint8Array): void {
    for (const [i, copy] of this.#copies.entries()) {
      copy.fill(POISONS[i]!, 0, GUARD);
      copy.set(frame, GUARD);
      copy.fill(POISONS[i]!, GUARD + frame.length, frame.length + 2 * GUARD);
    }
  }

  /** Turns the byte at `length`, which was the frame's last, into poison. */
  cutTo(length: number): void {
    for (const [i, copy] of this.#copies.entries()) copy[GUARD + length] = POISONS[i]!;
  }

  /** What is found, when both copies agree on it; undefined when they do not. */
  dissect(length: number, linkType: number): FrameFields | undefined {
    const [one, two] = this.#fields as [FrameFields, FrameFields];
    const [a, b] = this.#copies as [Uint8Array, Uint8Array];
    dissect(a, GUARD, length, linkType, one);
    dissect(b, GUARD, length, linkType, two);
    if (tag(a, GUARD, length, linkType) !== tag(b, GUARD, length, linkType)) return undefined;
    return sameFields(one, two) ? one : undefined;
  }
}

const NOTHING = new FrameFields();

/** Field by field, written out: it runs for every length of every frame. */
function sameFields(one: FrameFields, two: FrameFields): boolean {
  return (
    one.ipVersion === two.ipVersion &&
    one.l3Offset === two.l3Offset &&
    one.l3Length === two.l3Length &&
    one.l3Captured === two.l3Captured &&
    one.sourceOffset === two.sourceOffset &&
    one.destinationOffset === two.destinationOffset &&
    one.addressLength === two.addressLength &&
    one.protocol === two.protocol &&
    one.l4Offset === two.l4Offset &&
    one.sourcePort === two.sourcePort &&
    one.destinationPort === two.destinationPort &&
    one.fragment === two.fragment &&
    one.extensions === two.extensions &&
    one.extensionCount === two.extensionCount
  );
}

/** Everything that was found lies inside the frame. */
function liesInside(fields: FrameFields, length: number): boolean {
  const end = GUARD + length;
  if (fields.ipVersion === 0) return sameFields(fields, NOTHING);
  return (
    fields.l3Offset >= GUARD &&
    fields.l3Offset + fields.l3Captured <= end &&
    fields.l3Captured <= fields.l3Length &&
    fields.destinationOffset + fields.addressLength <= fields.l4Offset &&
    fields.l4Offset <= fields.l3Offset + fields.l3Captured &&
    (fields.sourcePort < 0 || fields.l4Offset + 4 <= fields.l3Offset + fields.l3Captured)
  );
}

/** Cuts a frame to every length, from whole to nothing. Undefined when all is well, else what went wrong. */
function wrongWhenCut({ bytes, linkType }: CapturedFrame, poisoned: PoisonedFrame): string | undefined {
  poisoned.place(bytes);
  const whole = new FrameFields();
  for (let length = bytes.length; length >= 0; length--) {
    if (length < bytes.length) poisoned.cutTo(length);
    const fields = poisoned.dissect(length, linkType);
    if (fields === undefined) return `looked outside a frame cut to ${length} bytes`;
    if (!liesInside(fields, length)) return `found something outside a frame cut to ${length} bytes`;
    if (length === bytes.length) Object.assign(whole, fields);
    // A cut takes away; it never makes something else of a frame.
    const same = fields.ipVersion === whole.ipVersion && fields.l3Offset === whole.l3Offset;
    if (fields.ipVersion !== 0 && !same) return `found another header in a frame cut to ${length} bytes`;
    if (fields.sourcePort >= 0 && fields.sourcePort !== whole.sourcePort) return `found other ports in a frame cut to ${length} bytes`;
  }
  return undefined;
}

/** mulberry32: numbers from 0 to below `limit`, the same for the same seed. */
function numbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let x = Math.imul(state ^ (state >>> 15), 1 | state);
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x;
    return ((x ^ (x >>> 14)) >>> 0) % limit;
  };
}

const V4 = ipv4(TCP, { protocol: 6, options: bytesOf('01010101') });
const V6 = ipv6(concat(bytesOf('2b00 0104 00000000 2c00 0000 00000000 3c00 0000 00000001 1100 0104 00000000'), UDP), { next: 0 });
const jumbogram = ipv6(concat(bytesOf('1100 c204 00011170'), UDP), { next: 0, payloadLength: 0 });
const samples: readonly CapturedFrame[] = [
  [1, ethernet(0x0800, V4)],
  [1, ethernet(0x88a8, vlan(0x8100, vlan(0x86dd, V6)))],
  [1, ethernet(0x8847, mpls(V6, 16, 17))],
  [1, ethernet(0x8864, pppoe(concat(bytesOf('0021'), V4)))],
  [1, ethernet(8 + V4.length, snap(0x0800, V4))],
  [1, ethernet(0x8100, vlan(3 + V4.length, concat(bytesOf('060603'), V4)))],
  [9, concat(bytesOf('ff03 0281'), mpls(V4, 16))],
  [113, sll(4, snap(0x86dd, jumbogram))],
  [276, sll2(0x8100, vlan(0x0800, V4))],
  [0, concat(bytesOf('1e000000'), V6)],
  [108, concat(bytesOf('00000018'), jumbogram)],
  [101, V6],
].map(([linkType, bytes]) => ({ linkType, bytes }) as CapturedFrame);

describe('damaged frames', () => {
  it('are compared by every field there is', () => {
    for (const name of Object.keys(NOTHING) as (keyof FrameFields)[]) {
      expect(sameFields(Object.assign(new FrameFields(), { [name]: 99 }), NOTHING), name).toBe(false);
    }
  });

  it.each(samples.map((sample, i) => [i, sample] as const))('cut to any length harm nothing: sample %i', (_, sample) => {
    expect(wrongWhenCut(sample, new PoisonedFrame(2048))).toBeUndefined();
  });

  it('of real traffic, cut to any length, harm nothing', (context) => {
    if (capturesAbsent !== '') context.skip(capturesAbsent);
    const poisoned = new PoisonedFrame(262_144);
    let frames = 0;
    for (const { name, file } of expectedCaptures()) {
      for (const [i, frame] of readCapture(readFileSync(file)).entries()) {
        const wrong = wrongWhenCut(frame, poisoned);
        if (wrong !== undefined) expect.fail(`${name} packet ${i + 1}: ${wrong}`);
        frames++;
      }
    }
    expect(frames).toBeGreaterThan(30_000);
  });

  it('with bytes changed anywhere harm nothing', () => {
    const random = numbers(20_240_607);
    const poisoned = new PoisonedFrame(2048);
    let dissected = 0;
    for (let round = 0; round < 300_000; round++) {
      const sample = samples[random(samples.length)]!;
      const frame = sample.bytes.slice(0, random(8) === 0 ? random(sample.bytes.length + 1) : sample.bytes.length);
      for (let changes = random(6); changes > 0 && frame.length > 0; changes--) frame[random(frame.length)] = random(4) === 0 ? random(4) * 85 : random(256);
      const linkType = random(10) === 0 ? LINK_TYPES[random(LINK_TYPES.length)]! : sample.linkType;
      poisoned.place(frame);
      const fields = poisoned.dissect(frame.length, linkType);
      if (fields === undefined || !liesInside(fields, frame.length)) expect.fail(`link type ${linkType}: ${Buffer.from(frame).toString('hex')}`);
      if (fields.ipVersion !== 0) dissected++;
    }
    // Neither all nor none: the changes reach what is decided here.
    expect(dissected).toBeGreaterThan(100_000);
    expect(dissected).toBeLessThan(290_000);
  });

  it('made of random bytes harm nothing under any link type', () => {
    const random = numbers(7);
    const poisoned = new PoisonedFrame(256);
    for (let round = 0; round < 100_000; round++) {
      const frame = Uint8Array.from({ length: random(120) }, () => random(256));
      const linkType = LINK_TYPES[random(LINK_TYPES.length)]!;
      poisoned.place(frame);
      const fields = poisoned.dissect(frame.length, linkType);
      if (fields === undefined || !liesInside(fields, frame.length)) expect.fail(`link type ${linkType}: ${Buffer.from(frame).toString('hex')}`);
    }
  });
});

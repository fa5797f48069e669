// Cut, mutated and invented frames: nothing throws, and nothing outside the frame is looked at. The bytes around a
// frame are poison, one kind in one copy and another kind in a second copy; a read outside the frame shows as a difference.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

import { dissect } from '../src/dissect/dissect.ts';
import { FrameFields } from '../src/dissect/frame-fields.ts';
import { rssTag } from '../src/rss/rss-tag.ts';
import { readCapture } from './capture-reader.ts';
import type { CapturedFrame } from './capture-reader.ts';
import { capturesAbsent, expectedCaptures } from './expected-values.ts';
import { frameSamples, LINK_TYPES, mutated, numbers } from './frame-samples.ts';

const GUARD = 64;
const POISONS = [0x00, 0x45] as const;
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
    return sameFields(one, two) ? one : undefined;
  }

  tagsAgree(length: number, linkType: number): boolean {
    const [one, two] = this.#copies.map((copy) => tag(copy, GUARD, length, linkType));
    return one === two;
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

describe('damaged frames', () => {
  it('are compared by every field there is', () => {
    for (const name of Object.keys(NOTHING) as (keyof FrameFields)[]) {
      expect(sameFields(Object.assign(new FrameFields(), { [name]: 99 }), NOTHING), name).toBe(false);
    }
  });

  it.each(frameSamples.map((sample, i) => [i, sample] as const))('cut to any length harm nothing: sample %i', (_, sample) => {
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
      const { bytes: frame, linkType } = mutated(random);
      poisoned.place(frame);
      const fields = poisoned.dissect(frame.length, linkType);
      if (fields === undefined || !liesInside(fields, frame.length) || !poisoned.tagsAgree(frame.length, linkType)) expect.fail(`link type ${linkType}: ${Buffer.from(frame).toString('hex')}`);
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
      if (fields === undefined || !liesInside(fields, frame.length) || !poisoned.tagsAgree(frame.length, linkType)) expect.fail(`link type ${linkType}: ${Buffer.from(frame).toString('hex')}`);
    }
  });
});

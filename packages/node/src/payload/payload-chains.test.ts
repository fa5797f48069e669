import { EXHAUSTED } from '@dist/core';
import { assert, integer, property, uint8Array } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bytes } from '../codec/bytes.ts';
import { PayloadChains } from './payload-chains.ts';
import { ValueWriter, writeResult } from './value-writer.ts';

const pattern = (length: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i * 7 + 1) & 0xff);

describe('PayloadChains', () => {
  it.each([0, 1, 99, 100, 101, 200, 250])('keeps a value of %d bytes in as few buffers as it takes', (length) => {
    const chains = PayloadChains.create(5, 100);
    const first = chains.allocate(length);
    const buffers = Math.max(1, Math.ceil(length / 100));
    expect([chains.room(first), chains.pool.available]).toEqual([100 * buffers, 5 - buffers]);
    chains.write(first, pattern(length));
    expect([...chains.copy(first)]).toEqual([...pattern(length)]);
    expect([...chains.read(first)]).toEqual([...pattern(length)]);
    expect(chains.read(first).buffer === chains.pool.region).toBe(length <= 100);
    chains.release(first);
    expect(chains.pool.available).toBe(5);
  });

  it('gives back the bytes of any value, whatever the size of its buffers', () => {
    const anyBytes = uint8Array({ maxLength: 300 });
    const check = (payloadBytes: number, before: Uint8Array, value: Uint8Array): void => {
      const chains = PayloadChains.create(300, payloadBytes);
      const first = chains.allocate(Math.max(before.length, value.length));
      for (const written of [before, value]) chains.write(first, written);
      expect([...chains.copy(first)]).toEqual([...value]);
      expect([...chains.read(first)]).toEqual([...value]);
      chains.release(first);
      expect(chains.pool.available).toBe(300);
    };
    assert(property(integer({ min: 1, max: 130 }), anyBytes, anyBytes, check));
  });

  it('gives back what it got when there are too few buffers', () => {
    const chains = PayloadChains.create(3, 100);
    chains.allocate(100);
    expect(chains.allocate(201)).toBe(EXHAUSTED);
    expect(chains.pool.available).toBe(2);
    expect(chains.allocate(200)).not.toBe(EXHAUSTED);
  });

  it('keeps a shorter value in a longer chain, and releases all of it', () => {
    const chains = PayloadChains.create(3, 100);
    const first = chains.allocate(300);
    chains.write(first, pattern(10));
    expect([...chains.copy(first)]).toEqual([...pattern(10)]);
    chains.release(first);
    expect(chains.pool.available).toBe(3);
  });
});

describe('ValueWriter', () => {
  it('writes small and large values, and none above its limit', () => {
    const chains = PayloadChains.create(4, 100);
    const writer = new ValueWriter(chains, bytes(), 250);
    for (const length of [0, 100, 101, 250]) {
      const first = writer.write(pattern(length));
      expect([...chains.copy(first)]).toEqual([...pattern(length)]);
      chains.release(first);
    }
    expect(() => writer.write(pattern(251))).toThrow(new RangeError('a value takes 251 bytes, and maxPayloadBytes is 250'));
    expect(chains.pool.available).toBe(4);
  });

  it('holds no buffer of a value that finds too few of them', () => {
    const chains = PayloadChains.create(2, 100);
    const writer = new ValueWriter(chains, bytes(), 200);
    const first = writer.write(pattern(5));
    expect([writer.write(pattern(101)), chains.pool.available]).toEqual([EXHAUSTED, 1]);
    chains.release(first);
    expect(writer.write(pattern(101))).not.toBe(EXHAUSTED);
  });
});

describe('writeResult', () => {
  it('writes over the value where there is room, and hands back what there is none for', () => {
    const chains = PayloadChains.create(2, 100);
    const first = new ValueWriter(chains, bytes(), 200).write(pattern(150));
    for (const length of [1, 100, 101, 200]) {
      expect(writeResult(chains, first, bytes(), pattern(length), 300)).toBeUndefined();
      expect([chains.isElsewhere(first), ...chains.copy(first)]).toEqual([false, ...pattern(length)]);
    }
    expect(writeResult(chains, first, bytes(), pattern(201), 300)).toEqual(pattern(201));
    expect(chains.isElsewhere(first)).toBe(true);
    expect(() => writeResult(chains, first, bytes(), pattern(301), 300)).toThrow('a value takes 301 bytes, and maxPayloadBytes is 300');
  });

  it('takes a result that is a part of the value itself', () => {
    const chains = PayloadChains.create(1, 100);
    const first = new ValueWriter(chains, bytes(), 100).write(pattern(100));
    writeResult(chains, first, bytes(), chains.read(first).subarray(40, 90), 100);
    expect([...chains.copy(first)]).toEqual([...pattern(100).subarray(40, 90)]);
  });
});

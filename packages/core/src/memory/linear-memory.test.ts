import { describe, expect, it } from 'vitest';

import { LinearMemory } from './linear-memory.ts';

const PAGE = 65_536;

describe('LinearMemory', () => {
  it('begins with the region, whose buffer threads can share', () => {
    const memory = LinearMemory.create(1000)!;
    expect(memory.region).toBeInstanceOf(SharedArrayBuffer);
    expect(memory.region.byteLength).toBe(PAGE);
    expect(structuredClone({ sharing: memory.memory.buffer }).sharing.byteLength).toBe(PAGE);
  });

  it('makes arrays of zeros behind the region and behind each other, on lines of their own', () => {
    const memory = LinearMemory.create(1000)!;
    const arrays = [memory.int32(3), memory.uint32(100), memory.int32(1)];
    expect(arrays.map(({ byteOffset }) => byteOffset)).toEqual([1024, 1152, 1664]);
    expect(arrays.map(({ length }) => length)).toEqual([3, 100, 1]);
    expect(arrays.every((array) => array.every((word) => word === 0))).toBe(true);
  });

  it('grows, and what was made before stays what and where it was', () => {
    const memory = LinearMemory.create(PAGE)!;
    const before = new Int32Array(memory.region);
    const small = memory.int32(4);
    const large = memory.uint32(PAGE);
    before[0] = 1;
    small[0] = 2;
    large[PAGE - 1] = 3;
    const whole = new Int32Array(memory.memory.buffer);
    expect([memory.region.byteLength, before.length]).toEqual([PAGE, PAGE / 4]);
    expect([whole[0], whole[small.byteOffset / 4], whole[large.byteOffset / 4 + PAGE - 1]]).toEqual([1, 2, 3]);
    expect(whole.length).toBe(6 * (PAGE / 4));
  });

  it('asks for no page that a full one makes needless', () => {
    const memory = LinearMemory.create(PAGE - 512)!;
    memory.int32(128);
    expect(memory.memory.buffer.byteLength).toBe(PAGE);
    memory.int32(1);
    expect(memory.memory.buffer.byteLength).toBe(2 * PAGE);
  });

  it('says so when there is no more', () => {
    expect(() => LinearMemory.create(PAGE)!.int32(2 ** 30)).toThrow(RangeError);
  });

  it('is not there where the machine has no such memory', () => {
    expect(LinearMemory.create(2 ** 40)).toBeUndefined();
  });
});

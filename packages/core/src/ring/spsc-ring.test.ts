import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ObservedMemory } from '../../test/memory/observed-memory.ts';
import { stampRegion } from '../memory/region.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { SpscRing } from './spsc-ring.ts';

/** The two sides of a ring, as two threads would have them. */
function sidesOf(ring: SpscRing): { producer: SpscRing; consumer: SpscRing } {
  return { producer: ring, consumer: SpscRing.attach(ring.region) };
}

/** A ring that has been used for so long that its positions stand at `position`. */
function usedRing(capacity: number, position: number): SpscRing {
  const memory = new SharedMemory(SpscRing.create(capacity).region);
  // Tail and head: the first words of the lines behind the header.
  memory.write(32, position | 0);
  memory.write(64, position | 0);
  return SpscRing.attach(memory);
}

function popped(ring: SpscRing, most: number): number[] {
  const into = new Uint32Array(most);
  return [...into.subarray(0, ring.pop(into))];
}

describe('SpscRing', () => {
  it('gives the words out in the order in which they came, at any pace, and across the wrap of its positions', () => {
    const moves = fc.array(fc.record({ push: fc.nat(9), pop: fc.nat(9) }), { maxLength: 60 });
    const start = fc.constantFrom(0, 0x7fff_fffa, 0xffff_fff0, 0xffff_ffff);
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), start, moves, (capacity, position, list) => {
        const { producer, consumer } = sidesOf(usedRing(capacity, position));
        const model: number[] = [];
        let next = 0xffff_fff0;
        for (const { push, pop } of list) {
          const words = Array.from({ length: push }, (_, i) => (next + i) >>> 0);
          const room = producer.capacity - model.length;
          expect(producer.push(words)).toBe(Math.min(push, room));
          model.push(...words.slice(0, room));
          next += Math.min(push, room);
          expect(popped(consumer, pop)).toEqual(model.splice(0, pop));
        }
      }),
    );
  });

  it('is full at its capacity, across 2^32, and has room again for what was taken', () => {
    const { producer, consumer } = sidesOf(usedRing(4, 0xffff_fffe));
    expect(producer.push([1, 2, 3, 4, 5])).toBe(4);
    expect(producer.push([5])).toBe(0);
    expect(popped(consumer, 2)).toEqual([1, 2]);
    expect(producer.push([5, 6, 7])).toBe(2);
    expect(popped(consumer, 9)).toEqual([3, 4, 5, 6]);
    expect(popped(consumer, 9)).toEqual([]);
  });

  it('moves the part of an array it is asked to, and touches no word beside it', () => {
    const { producer, consumer } = sidesOf(SpscRing.create(8));
    expect(producer.push([9, 1, 2, 3, 9], 1, 4)).toBe(3);
    const into = Int32Array.of(7, 7, 7, 7, 7);
    expect(consumer.pop(into, 2, 4)).toBe(2);
    expect([...into]).toEqual([7, 7, 1, 2, 7]);
    expect(consumer.pop(into, 0, 5)).toBe(1);
    expect(into[0]).toBe(3);
  });

  it('carries every 32-bit word, signed or not', () => {
    const { producer, consumer } = sidesOf(SpscRing.create(4));
    producer.push([0, -1, 0x8000_0000, 0x7fff_ffff]);
    expect(popped(consumer, 4)).toEqual([0, 0xffff_ffff, 0x8000_0000, 0x7fff_ffff]);
  });

  it('looks at the other side only when what it saw last is not enough, and says nothing when nothing moved', () => {
    const accesses: string[] = [];
    const { region } = SpscRing.create(4);
    const memory = new ObservedMemory(region, ({ kind, index }) => {
      if (kind === 'load' || kind === 'store') accesses.push(`${kind} ${index === 32 ? 'tail' : 'head'}`);
    });
    const [producer, consumer] = [SpscRing.attach(memory), SpscRing.attach(memory)];
    const during = (call: () => unknown): string[] => {
      accesses.length = 0;
      call();
      return [...accesses];
    };
    const into = new Uint32Array(4);
    expect(during(() => producer.push([1, 2, 3, 4]))).toEqual(['store tail']);
    expect(during(() => producer.push([5]))).toEqual(['load head']);
    expect(during(() => consumer.pop(into, 0, 1))).toEqual(['load tail', 'store head']);
    expect(during(() => consumer.pop(into, 0, 3))).toEqual(['store head']);
    expect(during(() => consumer.pop(into))).toEqual(['load tail']);
    expect(during(() => producer.push([5]))).toEqual(['load head', 'store tail']);
  });

  it('can be attached to in the middle of its life', () => {
    const { producer } = sidesOf(SpscRing.create(4));
    producer.push([1, 2, 3]);
    expect(popped(SpscRing.attach(producer.region), 1)).toEqual([1]);
    expect(popped(SpscRing.attach(producer.region), 9)).toEqual([2, 3]);
    expect(SpscRing.attach(producer.region).push([4, 5, 6, 7, 8])).toBe(4);
  });

  it.each([
    [1, 1],
    [3, 4],
    [64, 64],
    [65, 128],
  ])('of capacity %i holds %i words', (asked, capacity) => {
    expect(SpscRing.create(asked).capacity).toBe(capacity);
    expect(SpscRing.create(asked).push(new Uint32Array(200))).toBe(capacity);
  });

  it.each([0, -1, 1.5, 2 ** 24 + 1])('refuses a capacity of %s by an error that carries range and value', (capacity) => {
    expect(() => SpscRing.create(capacity)).toThrow(new RangeError(`ring capacity must be an integer from 1 to ${2 ** 24}, got ${capacity}`));
  });

  it('does not attach to a region of another kind', () => {
    const memory = new SharedMemory(new SharedArrayBuffer(1024));
    stampRegion(memory, 'pool');
    expect(() => SpscRing.attach(memory.buffer)).toThrow(expect.objectContaining({ code: 'NOT_A_REGION' }));
  });
});

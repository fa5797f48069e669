import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { ObservedMemory } from '../../test/memory/observed-memory.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { EXHAUSTED, PayloadPool } from './payload-pool.ts';

/** The pool of its owner, and as another thread has it. */
function poolOf(buffers: number, bytes = 8): { owner: PayloadPool; elsewhere: PayloadPool } {
  const owner = PayloadPool.create({ buffers, bytes });
  return { owner, elsewhere: PayloadPool.attach(owner.region) };
}

function allocateAll(pool: PayloadPool): number[] {
  const handles: number[] = [];
  for (let handle = pool.allocate(); handle !== EXHAUSTED; handle = pool.allocate()) handles.push(handle);
  return handles;
}

const notAllocated = (handle: number, buffers: number): RangeError =>
  new RangeError(`buffer ${handle} of ${buffers} is not allocated: released twice, or never allocated`);

describe('PayloadPool', () => {
  it('gives every buffer to one holder at a time, and EXHAUSTED when all are held, whoever releases them', () => {
    const moves = fc.array(fc.record({ do: fc.constantFrom('allocate', 'allocate', 'here', 'elsewhere'), pick: fc.nat(99) }), { maxLength: 80 });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 7 }), moves, (buffers, list) => {
        const { owner, elsewhere } = poolOf(buffers);
        const held: number[] = [];
        for (const move of list) {
          if (move.do === 'allocate') {
            const handle = owner.allocate();
            if (held.length === buffers) {
              expect(handle).toBe(EXHAUSTED);
              continue;
            }
            expect(handle).toBeGreaterThanOrEqual(0);
            expect(handle).toBeLessThan(buffers);
            expect(held).not.toContain(handle);
            held.push(handle);
          } else if (held.length > 0) {
            const [handle] = held.splice(move.pick % held.length, 1);
            (move.do === 'here' ? owner : elsewhere).release(handle!);
          }
        }
        expect(allocateAll(owner)).toHaveLength(buffers - held.length);
      }),
    );
  });

  it('takes over all that was released elsewhere once its own buffers are gone', () => {
    const { owner, elsewhere } = poolOf(5);
    const handles = allocateAll(owner);
    for (const handle of handles.slice(1)) elsewhere.release(handle);
    expect(owner.available).toBe(0);
    expect(allocateAll(owner).toSorted()).toEqual(handles.slice(1).toSorted());
  });

  it('leaves what was released elsewhere alone for as long as it has buffers of its own', () => {
    const { owner, elsewhere } = poolOf(3);
    elsewhere.release(owner.allocate());
    expect(owner.available).toBe(2);
    owner.allocate();
    expect(owner.available).toBe(1);
  });

  it('loses no buffer when two threads release at the same moment', () => {
    const { owner, elsewhere } = poolOf(4);
    const [first, second, third] = [owner.allocate(), owner.allocate(), owner.allocate()];
    owner.allocate();
    elsewhere.release(first);
    // Between the look of one thread at the newest buffer released and its exchange, another one releases.
    let meanwhile: (() => void) | undefined;
    const late = PayloadPool.attach(
      new ObservedMemory(owner.region, ({ kind, index }) => {
        if (kind !== 'compareExchange' || index !== 16) return;
        meanwhile?.();
        meanwhile = undefined;
      }),
    );
    meanwhile = (): void => { elsewhere.release(second); };
    late.release(third);
    expect(allocateAll(owner).toSorted()).toEqual([first, second, third].toSorted());
  });

  it('keeps its words in order in a large pool, whoever releases', () => {
    const { owner, elsewhere } = poolOf(100);
    for (const pool of [owner, elsewhere, owner, elsewhere]) {
      const handles = allocateAll(owner);
      expect(new Set(handles).size).toBe(100);
      for (const handle of handles) pool.release(handle);
    }
    expect(PayloadPool.attach(owner.region)).toMatchObject({ buffers: 100, bytes: 8 });
  });

  it('shows the same bytes to all threads, in place', () => {
    const { owner, elsewhere } = poolOf(3, 5);
    const handle = owner.allocate();
    owner.view(handle).set([1, 2, 3, 4, 5]);
    expect([...elsewhere.view(handle)]).toEqual([1, 2, 3, 4, 5]);
    expect(elsewhere.view(handle).buffer).toBe(owner.region);
  });

  it('makes the view of a buffer once', () => {
    const { owner } = poolOf(3);
    expect(owner.view(2)).toBe(owner.view(2));
  });

  it('keeps buffers apart: as long as was asked, on multiples of 64 bytes, inside the region and behind all links', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 40 }), fc.integer({ min: 1, max: 300 }), (buffers, bytes) => {
        const { owner } = poolOf(buffers, bytes);
        for (const handle of allocateAll(owner)) owner.view(handle).fill(0xff);
        let end = (32 + buffers) * 4;
        for (let handle = 0; handle < buffers; handle++) {
          const view = owner.view(handle);
          expect(view).toHaveLength(bytes);
          expect(view.byteOffset).toBe(owner.offset(handle));
          expect(view.byteOffset % 64).toBe(0);
          expect(view.byteOffset).toBeGreaterThanOrEqual(end);
          end = view.byteOffset + bytes;
        }
        expect(end).toBeLessThanOrEqual(owner.region.byteLength);
        expect(owner.region.byteLength - end).toBeLessThan(64);
        expect(owner.offset(0)).toBeLessThan((32 + buffers) * 4 + 64);
        if (buffers > 1) expect(owner.offset(1) - owner.offset(0)).toBeLessThan(bytes + 64);
        // Nothing but payload was overwritten: every buffer can still be released.
        for (let handle = 0; handle < buffers; handle++) owner.release(handle);
        expect(owner.available).toBe(buffers);
      }),
    );
  });

  it.each(['here', 'elsewhere'] as const)('detects a buffer released twice when it was released here first and then %s', (second) => {
    const { owner, elsewhere } = poolOf(2);
    for (const handle of allocateAll(owner)) {
      owner.release(handle);
      expect(() => (second === 'here' ? owner : elsewhere).release(handle)).toThrow(notAllocated(handle, 2));
    }
  });

  it.each(['here', 'elsewhere'] as const)('detects a buffer released twice when it was released elsewhere first and then %s', (second) => {
    const { owner, elsewhere } = poolOf(2);
    const handle = owner.allocate();
    elsewhere.release(handle);
    expect(() => (second === 'here' ? owner : elsewhere).release(handle)).toThrow(notAllocated(handle, 2));
    expect(allocateAll(owner).toSorted()).toEqual([0, 1]);
  });

  it('detects the second release whichever buffers were released before', () => {
    const { owner, elsewhere } = poolOf(6);
    for (const handle of allocateAll(owner)) {
      elsewhere.release(handle);
      for (const pool of [owner, elsewhere]) expect(() => pool.release(handle)).toThrow(notAllocated(handle, 6));
    }
  });

  it('detects the second release also after it has taken the buffer over', () => {
    const { owner, elsewhere } = poolOf(2);
    const [first, second] = [owner.allocate(), owner.allocate()];
    elsewhere.release(first);
    elsewhere.release(second);
    const again = owner.allocate();
    const free = again === first ? second : first;
    expect(() => elsewhere.release(free)).toThrow(notAllocated(free, 2));
    expect(() => owner.release(free)).toThrow(notAllocated(free, 2));
  });

  it('detects the release of a buffer that nobody allocated', () => {
    const { owner, elsewhere } = poolOf(3);
    for (const pool of [owner, elsewhere]) expect(() => pool.release(1)).toThrow(notAllocated(1, 3));
  });

  it('loses no other buffer to a wrong release', () => {
    const { owner, elsewhere } = poolOf(4);
    const handles = allocateAll(owner);
    elsewhere.release(handles[3]!);
    owner.release(handles[0]!);
    expect(() => elsewhere.release(handles[0]!)).toThrow(RangeError);
    elsewhere.release(handles[1]!);
    elsewhere.release(handles[2]!);
    expect(allocateAll(owner).toSorted()).toEqual([0, 1, 2, 3]);
  });

  it.each([-1, 3, 0.5, NaN])('refuses handle %s by an error that carries range and value', (handle) => {
    const { owner, elsewhere } = poolOf(3);
    const error = new RangeError(`handle must be an integer from 0 to 2, got ${handle}`);
    for (const pool of [owner, elsewhere]) {
      expect(() => pool.release(handle)).toThrow(error);
      expect(() => pool.view(handle)).toThrow(error);
    }
  });

  it('is allocated from by its creator alone', () => {
    expect(() => poolOf(1).elsewhere.allocate()).toThrow(new TypeError('only the thread that created a pool allocates from it'));
  });

  it('knows its measures wherever it is attached', () => {
    expect(poolOf(7, 100).elsewhere).toMatchObject({ buffers: 7, bytes: 100 });
  });

  it.each([
    [{ buffers: 0, bytes: 1 }, `buffers must be an integer from 1 to ${2 ** 24}, got 0`],
    [{ buffers: 2 ** 24 + 1, bytes: 1 }, `buffers must be an integer from 1 to ${2 ** 24}, got ${2 ** 24 + 1}`],
    [{ buffers: 1.5, bytes: 1 }, `buffers must be an integer from 1 to ${2 ** 24}, got 1.5`],
    [{ buffers: 1, bytes: 0 }, `bytes must be an integer from 1 to ${2 ** 28}, got 0`],
    [{ buffers: 1, bytes: 2 ** 28 + 1 }, `bytes must be an integer from 1 to ${2 ** 28}, got ${2 ** 28 + 1}`],
    [{ buffers: 9, bytes: 2 ** 28 }, `a pool takes at most ${2 ** 31} bytes, 9 buffers of ${2 ** 28} bytes take`],
  ])('refuses %o by a RangeError that carries range and value', (options, message) => {
    expect(() => PayloadPool.create(options)).toThrow(RangeError);
    expect(() => PayloadPool.create(options)).toThrow(message);
  });

  it('may take 2^31 bytes, and no byte more', () => {
    const asked: number[] = [];
    const memory = (bytes: number): SharedMemory => {
      asked.push(bytes);
      return new SharedMemory(new SharedArrayBuffer(4096));
    };
    PayloadPool.create({ buffers: 89, bytes: 24_129_024, memory });
    expect(asked).toEqual([2 ** 31]);
    expect(() => PayloadPool.create({ buffers: 89, bytes: 24_129_025, memory })).toThrow(RangeError);
  });

  it('does not attach to anything else', () => {
    expect(() => PayloadPool.attach(new SharedArrayBuffer(4096))).toThrow(expect.objectContaining({ code: 'NOT_A_REGION' }));
  });
});

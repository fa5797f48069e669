import { afterEach, describe, expect, it, vi } from 'vitest';

import { SharedMemory, sleep } from './shared-memory.ts';

const memoryOf = (...words: number[]): SharedMemory => {
  const memory = new SharedMemory(new SharedArrayBuffer(64));
  for (const [index, word] of words.entries()) memory.write(index, word);
  return memory;
};

describe('SharedMemory', () => {
  it('reads and writes the same words plainly and atomically', () => {
    const memory = memoryOf(1, -2);
    expect([memory.load(0), memory.load(1), memory.read(1)]).toEqual([1, -2, -2]);
    memory.store(0, 7);
    expect(memory.read(0)).toBe(7);
  });

  it('adds modulo 2^32 and tells the value before', () => {
    const memory = memoryOf(0x7fff_ffff);
    expect(memory.add(0, 1)).toBe(0x7fff_ffff);
    expect(memory.load(0)).toBe(-0x8000_0000);
  });

  it('exchanges, and compares before it exchanges', () => {
    const memory = memoryOf(3);
    expect(memory.exchange(0, 4)).toBe(3);
    expect(memory.compareExchange(0, 3, 9)).toBe(4);
    expect(memory.load(0)).toBe(4);
    expect(memory.compareExchange(0, 4, 9)).toBe(4);
    expect(memory.load(0)).toBe(9);
  });

  it('copies unsigned words in and out, and no word beside them', () => {
    const memory = memoryOf(5, 5, 5, 5);
    memory.copyIn(1, Uint32Array.of(0, 0xffff_ffff, 0x8000_0000, 0), 1, 2);
    expect([0, 1, 2, 3].map((index) => memory.read(index))).toEqual([5, -1, -0x8000_0000, 5]);
    const into = new Uint32Array(5).fill(9);
    memory.copyOut(1, into, 2, 2);
    expect([...into]).toEqual([9, 9, 0xffff_ffff, 0x8000_0000, 9]);
  });

  it('does not wait for a word that has another value already', () => {
    const memory = memoryOf(1);
    memory.wait(0, 2, Infinity);
    expect(memory.waitAsync(0, 2)).toBeUndefined();
  });

  it('wakes who waits for a word, and no more of them than asked for', async () => {
    const memory = memoryOf(1);
    const woken: number[] = [];
    const waits = [0, 1].map(async (waiter) => {
      await memory.waitAsync(0, 1);
      woken.push(waiter);
    });
    memory.notify(0, 1);
    await waits[0];
    await sleep();
    expect(woken).toEqual([0]);
    memory.notify(0, 2 ** 30);
    await Promise.all(waits);
    expect(woken).toEqual([0, 1]);
  });
});

describe('what nobody sees on one thread', () => {
  afterEach(() => {
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });

  it('is left to the machine: the thread sleeps while the word has the value, for the time at most', () => {
    const machine = vi.spyOn(Atomics, 'wait').mockReturnValue('ok');
    const memory = memoryOf(5, 6);
    memory.wait(1, 6, 0.5);
    expect(machine.mock.calls).toEqual([[new Int32Array(memory.buffer), 1, 6, 0.5]]);
  });

  it.each([true, false])('is left to the machine: a pause of a thread that spins, if there is such a thing: %s', async (there) => {
    const pause = vi.fn();
    vi.stubGlobal('Atomics', Object.assign(Object.create(Atomics) as typeof Atomics, { pause: there ? pause : undefined }));
    vi.resetModules();
    const fresh = await import('./shared-memory.ts');
    new fresh.SharedMemory(new SharedArrayBuffer(4)).pause();
    expect(pause).toHaveBeenCalledTimes(there ? 1 : 0);
  });
});

describe('sleep', () => {
  it('ends in a later turn of the event loop', async () => {
    let turns = 0;
    setImmediate(() => turns++);
    await sleep();
    expect(turns).toBe(1);
  });
});

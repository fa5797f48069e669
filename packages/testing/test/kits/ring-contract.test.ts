import { type Memory, SharedMemory, SpscRing } from '@dist/core';
import { describe, expect, it } from 'vitest';
import { ringContract } from '../../src/index.ts';
import type { RingSide, RingUnderTest } from '../../src/index.ts';
import { broken, table } from './outcomes.ts';

/** core's ring. Its tail and head are the first words of the two lines behind the header. */
const shipped: RingUnderTest = {
  create(capacity, allocate, passed) {
    SpscRing.create(capacity, (bytes) => {
      const memory = allocate(bytes);
      memory.write(32, passed | 0);
      memory.write(64, passed | 0);
      return memory;
    });
  },
  attach: (memory) => SpscRing.attach(memory),
};

describe('SpscRing', () => {
  it.each(table(ringContract(shipped)))('%s', (_, run) => run());
});

/** Ways to get a ring wrong, each one switchable. */
type Fault =
  | 'publishes before it writes'
  | 'releases before it reads'
  | 'publishes by a plain write'
  | 'looks by a plain read'
  | 'compares positions that have wrapped'
  | 'wraps its index only at its end'
  | 'takes one word too many'
  | 'gives the newest first'
  | 'writes all words it is given'
  | 'starts at nothing when attached to'
  | 'goes around the seam';

/** A small ring of its own: word 0 the tail, word 1 the head, word 2 the capacity, words behind. */
class TrialRing implements RingSide {
  readonly capacity: number;
  readonly #memory: Memory;
  readonly #is: (fault: Fault) => boolean;
  #tail: number;
  #head: number;

  constructor(memory: Memory, fault: Fault | undefined) {
    this.#memory = memory;
    this.#is = (name) => name === fault;
    this.capacity = memory.read(2);
    this.#tail = this.#is('starts at nothing when attached to') ? 0 : memory.load(0);
    this.#head = this.#is('starts at nothing when attached to') ? 0 : memory.load(1);
  }

  push(words: ArrayLike<number>, from = 0, to = words.length): number {
    const memory = this.#memory;
    this.#head = this.#look(1);
    const room = this.capacity - this.#used() + (this.#is('takes one word too many') ? 1 : 0);
    const count = this.#is('writes all words it is given') ? to - from : Math.min(to - from, room);
    const next = (this.#tail + count) | 0;
    if (this.#is('publishes before it writes')) memory.store(0, next);
    for (let i = 0; i < count; i += 1) this.#put(this.#at(this.#tail, i), words[from + i]!);
    if (this.#is('publishes by a plain write')) memory.write(0, next);
    else memory.store(0, next);
    this.#tail = next;
    return count;
  }

  pop(into: Int32Array | Uint32Array, from = 0, to = into.length): number {
    const memory = this.#memory;
    this.#tail = this.#look(0);
    const count = Math.min(to - from, this.#used());
    const next = (this.#head + count) | 0;
    if (this.#is('releases before it reads')) memory.store(1, next);
    const newest = this.#is('gives the newest first');
    for (let i = 0; i < count; i += 1) into[from + (newest ? count - 1 - i : i)] = memory.read(this.#at(this.#head, i));
    this.#head = next;
    memory.store(1, next);
    return count;
  }

  #look(word: number): number {
    return this.#is('looks by a plain read') ? this.#memory.read(word) : this.#memory.load(word);
  }

  #used(): number {
    if (this.#is('compares positions that have wrapped')) return Math.max(0, this.#tail - this.#head);
    return (this.#tail - this.#head) | 0;
  }

  #at(position: number, i: number): number {
    if (this.#is('wraps its index only at its end')) return 3 + (((position >>> 0) + i) % this.capacity);
    return 3 + ((position + i) & (this.capacity - 1));
  }

  #put(at: number, word: number): void {
    if (this.#is('goes around the seam')) new SharedMemory(this.#memory.buffer).write(at, word);
    else this.#memory.write(at, word);
  }
}

function trialRing(fault?: Fault): RingUnderTest {
  return {
    create(capacity, allocate, passed) {
      // A capacity that is no power of two would make the index jump where positions wrap.
      const size = fault === 'wraps its index only at its end' ? capacity : 2 ** Math.ceil(Math.log2(capacity));
      const memory = allocate((3 + size) * 4);
      memory.write(0, passed | 0);
      memory.write(1, passed | 0);
      memory.write(2, size);
    },
    attach: (memory) => new TrialRing(memory, fault),
  };
}

describe('ringContract', () => {
  it('passes a plain ring', async () => {
    expect([...(await broken(ringContract(trialRing())))]).toEqual([]);
  });

  const schedules = 'under every schedule';
  it.each<[Fault, breaks: string]>([
    ['publishes before it writes', schedules],
    ['releases before it reads', schedules],
    ['publishes by a plain write', schedules],
    ['looks by a plain read', schedules],
    ['compares positions that have wrapped', 'takes as many words as it has capacity and no more, from position 2147483646 on'],
    ['wraps its index only at its end', 'in the order in which they came, at any pace, from position 4294967280 on'],
    ['takes one word too many', 'takes as many words as it has capacity'],
    ['gives the newest first', 'in the order in which they came'],
    ['writes all words it is given', 'takes as many words as it has capacity'],
    ['starts at nothing when attached to', 'can be attached to at any time'],
    ['goes around the seam', 'shares nothing but'],
  ])('finds a ring that %s', async (fault, breaks) => {
    expect([...(await broken(ringContract(trialRing(fault)))).keys()].some((name) => name.includes(breaks))).toBe(true);
  });

  it('tells a race with the accesses that are not ordered', async () => {
    const found = await broken(ringContract(trialRing('publishes by a plain write')));
    const story = [...found].find(([name]) => name.includes(schedules))![1];
    expect(story).toContain('race');
    expect(story).toContain('schedule: ');
  });
});

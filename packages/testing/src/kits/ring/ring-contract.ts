// The contract of rings: bounded, first in first out, positions that wrap, and all sharing through the memory seam, which
// is what lets the last cases take the ring's own code through every interleaving of its two sides.
import { type Memory, SharedMemory } from '@dist/core';
import { describeFinding } from '../../explore/describe-finding.ts';
import { exploreAll } from '../../explore/explore-all.ts';
import { Random } from '../../workloads/random.ts';
import type { ContractCase } from '../contract-case.ts';
import { demand } from '../demand.ts';
import { AwayMemory } from './away-memory.ts';
import { ringProgram } from './ring-program.ts';
import type { RingSide, RingUnderTest } from './ring-under-test.ts';

/** Where positions stand at first: fresh, and close to where a signed and an unsigned 32-bit number wrap. */
const PASSED = [0, 0x7fff_fffe, 0xffff_fff0, 0xffff_ffff] as const;
/** Different executions of one small program at most; the shipped ring has some hundred. */
const EXECUTIONS = 500_000;

interface Sides {
  readonly memory: Memory;
  readonly producer: RingSide;
  readonly consumer: RingSide;
}

/** What a ring must keep. The cases about schedules take some seconds. */
export function ringContract(ring: RingUnderTest): readonly ContractCase[] {
  return [
    ...PASSED.map((passed): ContractCase => ({
      name: `gives words out in the order in which they came, at any pace, from position ${passed} on`,
      run: (): void => {
        // Many short lives: a fault where positions wrap shows only while they do.
        for (const capacity of [1, 2, 3, 8]) {
          for (let life = 0; life < 128; life += 1) keepOrder(sidesOf(ring, capacity, (passed + (life & 7)) >>> 0), life);
        }
      },
    })),
    ...PASSED.map((passed): ContractCase => ({
      name: `takes as many words as it has capacity and no more, from position ${passed} on`,
      run: (): void => {
        for (const capacity of [1, 2, 3, 8]) {
          for (let more = 0; more < 8; more += 1) keepBounds(sidesOf(ring, capacity, (passed + more) >>> 0), capacity);
        }
      },
    })),
    { name: 'carries every 32-bit word', run: carry(ring) },
    { name: 'moves the part of an array that it is asked to, and touches no word beside it', run: keepToParts(ring) },
    { name: 'can be attached to at any time of its life', run: attachLate(ring) },
    { name: 'shares nothing but the words of its memory, by the calls of its memory', run: stayInside(ring) },
    ...([0, 0x7fff_ffff, 0xffff_ffff] as const).map((passed): ContractCase => ({
      name: `keeps order under every schedule of its two sides, without a race, from position ${passed} on`,
      run: (): void => {
        for (const shape of [{ capacity: 1, words: 3, batch: 1 }, { capacity: 2, words: 4, batch: 2 }, { capacity: 2, words: 3, batch: 1 }]) {
          const program = ringProgram(ring, { ...shape, passed });
          const { finding, complete } = exploreAll(program, { maxExecutions: EXECUTIONS });
          if (finding !== undefined) throw new Error(describeFinding(program, finding));
          demand(complete, `${program.name} has more than ${EXECUTIONS} executions: the ring touches shared words more often than can be explored`);
        }
      },
    })),
  ];
}

function sidesOf(ring: RingUnderTest, capacity: number, passed: number, make = (bytes: number): Memory => new SharedMemory(new SharedArrayBuffer(bytes))): Sides {
  let memory: Memory | undefined;
  ring.create(capacity, (bytes) => (memory ??= make(bytes)), passed);
  demand(memory !== undefined, 'create did not allocate its memory by allocate()');
  const [producer, consumer] = [ring.attach(memory), ring.attach(memory)];
  demand(producer.capacity >= capacity, `a ring of capacity ${capacity} was asked for, and it has ${producer.capacity}`);
  demand(producer.capacity === consumer.capacity, `one side has capacity ${producer.capacity}, the other ${consumer.capacity}`);
  return { memory, producer, consumer };
}

function popped(side: RingSide, most: number): number[] {
  const into = new Uint32Array(most);
  const count = side.pop(into);
  demand(count >= 0 && count <= most, `pop into ${most} words said ${count}`);
  return [...into.subarray(0, count)];
}

/** Random moves beside a list that says what must come of them. */
function keepOrder({ producer, consumer }: Sides, seed: number): void {
  const random = new Random(seed);
  const model: number[] = [];
  let next = 0;
  for (let move = 0; move < 24; move += 1) {
    const words = Array.from({ length: random.below(2 * producer.capacity + 2) }, (_, i) => (next + i) >>> 0);
    const count = producer.push(words);
    const room = Math.min(words.length, producer.capacity - model.length);
    demand(count === room, `push of ${words.length} words with ${producer.capacity - model.length} free said ${count} in place of ${room}`);
    model.push(...words.slice(0, count));
    next += count;
    const most = random.below(2 * producer.capacity + 2);
    requireWords(popped(consumer, most), model.splice(0, most));
  }
}

function requireWords(words: readonly number[], expected: readonly number[]): void {
  demand(words.join() === expected.join(), `[${words.join(' ')}] came out in place of [${expected.join(' ')}]`);
}

function keepBounds({ producer, consumer }: Sides, asked: number): void {
  const { capacity } = producer;
  const words = Array.from({ length: capacity + asked + 1 }, (_, i) => i + 1);
  requireWords(popped(consumer, 3), []);
  for (let round = 0; round < 5; round += 1) {
    const count = producer.push(words);
    demand(count === capacity, `an empty ring of capacity ${capacity} took ${count} words`);
    demand(producer.push([7]) === 0, `a full ring of capacity ${capacity} took a word more`);
    requireWords(popped(consumer, 1), [1]);
    demand(producer.push([8, 9]) === 1, 'a ring with room for one word did not take just one');
    requireWords(popped(consumer, capacity + 1), [...words.slice(1, capacity), 8]);
    requireWords(popped(consumer, 1), []);
  }
}

function carry(ring: RingUnderTest): () => void {
  return () => {
    const { producer, consumer } = sidesOf(ring, 4, 0);
    producer.push([0, -1, 0x8000_0000, 0x7fff_ffff]);
    requireWords(popped(consumer, 4), [0, 0xffff_ffff, 0x8000_0000, 0x7fff_ffff]);
    producer.push(Int32Array.of(-2));
    const signed = new Int32Array(1);
    consumer.pop(signed);
    requireWords([...signed], [-2]);
  };
}

function keepToParts(ring: RingUnderTest): () => void {
  return () => {
    const { producer, consumer } = sidesOf(ring, 8, 0xffff_fffe);
    demand(producer.push([9, 1, 2, 3, 9], 1, 4) === 3, 'push of words 1 to 4 did not take 3');
    demand(producer.push([9], 1) === 0, 'push of no words took some');
    const into = Int32Array.of(7, 7, 7, 7, 7);
    demand(consumer.pop(into, 2, 4) === 2, 'pop into words 2 to 4 did not give 2');
    requireWords([...into], [7, 7, 1, 2, 7]);
    demand(consumer.pop(into, 4) === 1, 'pop from word 4 on did not give the last word');
    requireWords([...into], [7, 7, 1, 2, 3]);
  };
}

function attachLate(ring: RingUnderTest): () => void {
  return () => {
    for (const passed of PASSED) {
      const { memory, producer } = sidesOf(ring, 4, passed);
      producer.push([1, 2, 3]);
      requireWords(popped(ring.attach(memory), 1), [1]);
      requireWords(popped(ring.attach(memory), 1), [2]);
      const { capacity } = producer;
      const count = ring.attach(memory).push(new Array<number>(capacity).fill(4));
      demand(count === capacity - 1, `a producer that came late found ${count} words free in place of ${capacity - 1}`);
      requireWords(popped(ring.attach(memory), 2), [3, 4]);
    }
  };
}

function stayInside(ring: RingUnderTest): () => void {
  return () => {
    const memories: AwayMemory[] = [];
    const allocate = (bytes: number): Memory => {
      const memory = new AwayMemory(bytes);
      memories.push(memory);
      return memory;
    };
    keepBounds(sidesOf(ring, 4, 0xffff_fffe, allocate), 4);
    for (const memory of memories) demand(!memory.wasBypassed, 'something was written to the buffer itself: the explorer and the race detector see only what goes through Memory');
  };
}

// A ring between two threads of the explorer: it runs the ring's own code with every shared access of the two sides
// interleaved in every way, and reports words that come wrong and accesses that no atomic one orders.
import { SharedMemory } from '@dist/core';
import type { Program, ThreadContext } from '../../explore/program.ts';
import type { RingUnderTest } from './ring-under-test.ts';

export interface RingShape {
  readonly capacity: number;
  readonly passed: number;
  /** Words that go through, and how many a call moves at most. */
  readonly words: number;
  readonly batch: number;
}

export function ringProgram(ring: RingUnderTest, { capacity, passed, words, batch }: RingShape): Program {
  const initial = freshRing(ring, capacity, passed);
  const source = Array.from({ length: words }, (_, word) => word + 1);
  // Both sides try a limited number of times, so that every execution ends.
  const tries = words + 2;
  return {
    name: `a ring of ${capacity} from position ${passed}, ${words} words in batches of ${batch}`,
    words: initial.length,
    initial,
    threads: [
      {
        name: 'producer',
        run: ({ memory, share }: ThreadContext): void => {
          const side = ring.attach(memory);
          share();
          for (let at = 0, i = 0; at < words && i < tries; i += 1) at += side.push(source, at, Math.min(words, at + batch));
        },
      },
      {
        name: 'consumer',
        run: ({ memory }: ThreadContext): void => {
          const side = ring.attach(memory);
          const into = new Int32Array(batch);
          for (let next = 1, i = 0; i < tries; i += 1) {
            const count = side.pop(into);
            for (let j = 0; j < count; j += 1, next += 1) if (into[j] !== next) throw new Error(`word ${into[j]!} came in place of ${next}`);
          }
        },
      },
    ],
  };
}

function freshRing(ring: RingUnderTest, capacity: number, passed: number): Int32Array<SharedArrayBuffer> {
  let words = new Int32Array(new SharedArrayBuffer(0));
  ring.create(
    capacity,
    (bytes) => {
      const buffer = new SharedArrayBuffer(bytes);
      words = new Int32Array(buffer);
      return new SharedMemory(buffer);
    },
    passed,
  );
  return words;
}

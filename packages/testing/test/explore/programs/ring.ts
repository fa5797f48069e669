// The ring between two threads.
import { SpscRing } from '@dist/core';
import type { Program, ThreadContext } from '../../../src/explore/program.ts';
import type { Proof } from './proof.ts';

function ring(name: string, capacity: number, words: number, batch: number): Program {
  const initial = new Int32Array(SpscRing.create(capacity).region);
  return {
    name,
    words: initial.length,
    initial,
    threads: [
      {
        name: 'producer',
        run: ({ memory, share }: ThreadContext): void => {
          const producer = SpscRing.attach(memory);
          share();
          const source = Array.from({ length: words }, (_, word) => word + 1);
          // Tries a limited number of times, so that all executions end; what did not go in is left out.
          for (let at = 0, tries = 0; at < words && tries < words + 2; tries++) at += producer.push(source, at, Math.min(words, at + batch));
        },
      },
      {
        name: 'consumer',
        run: ({ memory }: ThreadContext): void => {
          const consumer = SpscRing.attach(memory);
          const into = new Int32Array(batch);
          for (let next = 1, tries = 0; tries < words + 2; tries++) {
            const count = consumer.pop(into);
            for (let i = 0; i < count; i++, next++) if (into[i] !== next) throw new Error(`word ${into[i]!} came in place of ${next}`);
          }
        },
      },
    ],
  };
}

export const rings: readonly Proof[] = [
  { program: ring('ring: 2 words, 4 through it', 2, 4, 1), how: 'executions', quick: true },
  { program: ring('ring: 4 words, 6 through it in batches', 4, 6, 3), how: 'executions', quick: true },
];

// @dist/core's ring as it is shipped, from thread to thread, with a room so small that it wraps and fills all the time.
import { SpscRing } from '@dist/core';
import type { StreamRun, StreamTest } from '../litmus-test.ts';

const CAPACITY = 16;
const BATCH = 8;
const END = -1;
const NEXT = 0;
const OTHER = 1;

/** Sends 0, 1, 2 and so on, and END when it has sent enough. */
function produce({ shared: { memory }, steps, late, random }: StreamRun): void {
  const ring = SpscRing.attach(memory);
  const batch = new Int32Array(BATCH);
  for (let sent = 0; ; ) {
    const count = Math.min(1 + (random() % BATCH), steps - sent);
    const ends = count === 0 || late();
    for (let i = 0; i < count; i++) batch[i] = sent + i;
    if (ends) batch[0] = END;
    for (let pushed = 0; pushed < (ends ? 1 : count); ) {
      const more = ring.push(batch, pushed, ends ? 1 : count);
      pushed += more;
      if (more === 0) memory.pause();
    }
    if (ends) return;
    sent += count;
  }
}

function consume({ shared: { memory }, count, random }: StreamRun): void {
  const ring = SpscRing.attach(memory);
  const batch = new Int32Array(BATCH);
  for (let received = 0; ; ) {
    const words = ring.pop(batch, 0, 1 + (random() % BATCH));
    if (words === 0) memory.pause();
    for (let i = 0; i < words; i++, received++) {
      if (batch[i] === END) return;
      count(batch[i] === received ? NEXT : OTHER);
    }
  }
}

export const ring: readonly StreamTest[] = [
  {
    kind: 'stream',
    name: 'ring of 16 words',
    about: 'words are written before the position that publishes them, and read before the position that frees them (29.6.5, both ways)',
    region: () => SpscRing.create(CAPACITY).region,
    threads: [produce, consume],
    outcomes: {
      'the next word': { grade: 'allowed' },
      'another word': { grade: 'forbidden', why: '29.7.2: not written yet, or overwritten already' },
    },
    mustSee: 'the next word',
  },
];

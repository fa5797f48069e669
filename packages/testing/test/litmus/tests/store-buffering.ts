// Two threads, each says something and then listens. Can both miss what the other one said?
import { type CellTest, LINE } from '../litmus-test.ts';

const X = 0;
const Y = LINE;
const interleavings = {
  'r0=0 r1=1': { grade: 'allowed' },
  'r0=1 r1=0': { grade: 'allowed' },
  'r0=1 r1=1': { grade: 'allowed' },
} as const;
const observes = [['r0'], ['r1']];

export const storeBuffering: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'store buffering, plain',
    about: 'x = 1; r0 = y  beside  y = 1; r1 = x. Plain accesses have no order (29.10): both may read 0, and on every processor with store buffers both do',
    lines: 2,
    actors: [
      ({ words }, at) => {
        words[at + X] = 1;
        return words[at + Y]!;
      },
      ({ words }, at) => {
        words[at + Y] = 1;
        return words[at + X]!;
      },
    ],
    observes,
    outcomes: { 'r0=0 r1=0': { grade: 'interesting', why: 'each read before the write of the other was out' }, ...interleavings },
    mustSee: 'r0=0 r1=0',
  },
  {
    kind: 'cells',
    name: 'store buffering, atomics',
    about: 'the same by Atomics: there is one order of all of them (29.7.4), whoever comes second in it sees the other',
    lines: 2,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at + X, 1);
        return Atomics.load(words, at + Y);
      },
      ({ words }, at) => {
        Atomics.store(words, at + Y, 1);
        return Atomics.load(words, at + X);
      },
    ],
    observes,
    outcomes: { 'r0=0 r1=0': { grade: 'forbidden', why: '29.7.4, Sequentially Consistent Atomics' }, ...interleavings },
  },
];

// Two threads, each reads and then writes what the other one reads. Can both read what is written later?
import { type CellTest, LINE } from '../litmus-test.ts';

const X = 0;
const Y = LINE;
const observes = [['r0'], ['r1']];
const interleavings = {
  'r0=0 r1=0': { grade: 'allowed' },
  'r0=0 r1=1': { grade: 'allowed' },
  'r0=1 r1=0': { grade: 'allowed' },
} as const;

export const loadBuffering: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'load buffering, plain',
    about: 'r0 = x; y = 1  beside  r1 = y; x = 1. Nothing orders a plain read before the write behind it (29.10)',
    lines: 2,
    actors: [
      ({ words }, at) => {
        const r0 = words[at + X]!;
        words[at + Y] = 1;
        return r0;
      },
      ({ words }, at) => {
        const r1 = words[at + Y]!;
        words[at + X] = 1;
        return r1;
      },
    ],
    observes,
    outcomes: { ...interleavings, 'r0=1 r1=1': { grade: 'interesting', why: 'writes went before reads' } },
  },
  {
    kind: 'cells',
    name: 'load buffering, atomics',
    about: 'the same by Atomics: what reads 1 comes after the write in the one order (29.7.4), and both cannot',
    lines: 2,
    actors: [
      ({ words }, at) => {
        const r0 = Atomics.load(words, at + X);
        Atomics.store(words, at + Y, 1);
        return r0;
      },
      ({ words }, at) => {
        const r1 = Atomics.load(words, at + Y);
        Atomics.store(words, at + X, 1);
        return r1;
      },
    ],
    observes,
    outcomes: { ...interleavings, 'r0=1 r1=1': { grade: 'forbidden', why: '29.7.4, Sequentially Consistent Atomics' } },
  },
];

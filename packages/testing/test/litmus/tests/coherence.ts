// One word. Can a thread see its values in another order than they were written in?
import type { CellTest } from '../litmus-test.ts';

const observes = [[], ['first', 'then']];
const forward = {
  'first=0 then=0': { grade: 'allowed' },
  'first=0 then=1': { grade: 'allowed' },
  'first=1 then=1': { grade: 'allowed' },
} as const;

export const coherence: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'coherence of two reads, plain',
    about: 'no happens-before between the write and the two reads (29.6.6), so the second one may be the older one',
    lines: 1,
    actors: [
      ({ words }, at) => {
        words[at] = 1;
        return 0;
      },
      ({ words }, at) => {
        const first = words[at]!;
        return first | (words[at]! << 2);
      },
    ],
    observes,
    outcomes: { ...forward, 'first=1 then=0': { grade: 'interesting', why: 'time ran backwards' } },
  },
  {
    kind: 'cells',
    name: 'coherence of two reads, atomics',
    about: 'a second look at a handshake is never older than the first one (29.7.4)',
    lines: 1,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at, 1);
        return 0;
      },
      ({ words }, at) => {
        const first = Atomics.load(words, at);
        return first | (Atomics.load(words, at) << 2);
      },
    ],
    observes,
    outcomes: { ...forward, 'first=1 then=0': { grade: 'forbidden', why: '29.7.4, Sequentially Consistent Atomics' } },
  },
  {
    kind: 'cells',
    name: 'coherence of writes, atomics',
    about: 'two threads write one word and read it: whose write was first is the same for both (29.7.4)',
    lines: 1,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at, 1);
        return Atomics.load(words, at);
      },
      ({ words }, at) => {
        Atomics.store(words, at, 2);
        return Atomics.load(words, at);
      },
    ],
    observes: [['r0'], ['r1']],
    outcomes: {
      'r0=1 r1=2': { grade: 'allowed' },
      'r0=1 r1=1': { grade: 'allowed' },
      'r0=2 r1=2': { grade: 'allowed' },
      'r0=2 r1=1': { grade: 'forbidden', why: '29.7.4: each would be the last' },
    },
  },
];

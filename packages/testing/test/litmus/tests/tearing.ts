// A write that is half seen, and a word that is accessed in two widths. `value` is 0 for the old, 1 for the new, 2 for a mixture.
import { type CellTest, LINE } from '../litmus-test.ts';

const NUMBER = -1.1885959257070704e148; // all four 16-bit parts differ from 0
const observes = [[], ['value']];
const whole = { 'value=0': { grade: 'allowed' }, 'value=1': { grade: 'allowed' } } as const;

export const tearing: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'tearing, plain 32-bit integers',
    about: 'an aligned access to an integer array does not tear, plain or not (29.7.3): a racing read of a word is old or new',
    lines: 1,
    actors: [
      ({ words }, at) => {
        words[at] = -1;
        return 0;
      },
      ({ words }, at) => {
        const seen = words[at]!;
        return seen === 0 ? 0 : seen === -1 ? 1 : 2;
      },
    ],
    observes,
    outcomes: { ...whole, 'value=2': { grade: 'forbidden', why: '29.7.3, Tear Free Reads' } },
  },
  {
    kind: 'cells',
    name: 'tearing, atomic 64-bit integers',
    about: 'Atomics on BigInt64Array do not tear either (29.7.3)',
    lines: 1,
    actors: [
      ({ longs }, at) => {
        Atomics.store(longs, at >> 1, -1n);
        return 0;
      },
      ({ longs }, at) => {
        const seen = Atomics.load(longs, at >> 1);
        return seen === 0n ? 0 : seen === -1n ? 1 : 2;
      },
    ],
    observes,
    outcomes: { ...whole, 'value=2': { grade: 'forbidden', why: '29.7.3, Tear Free Reads' } },
  },
  {
    kind: 'cells',
    name: 'tearing, plain 64-bit floats',
    about: 'floats may tear (29.7.3 speaks of integers alone), though 64-bit processors write them whole',
    lines: 1,
    actors: [
      ({ doubles }, at) => {
        doubles[at >> 1] = NUMBER;
        return 0;
      },
      ({ doubles }, at) => {
        const seen = doubles[at >> 1]!;
        return seen === 0 ? 0 : seen === NUMBER ? 1 : 2;
      },
    ],
    observes,
    outcomes: { ...whole, 'value=2': { grade: 'interesting', why: 'half a number' } },
  },
  {
    kind: 'cells',
    name: 'one word in two widths',
    about: 'written whole by Atomics, read in halves by Atomics: two reads, two moments (29.7.4 orders accesses of equal ranges). Hence: no view of another width',
    lines: 1,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at, 0x0001_0001);
        return 0;
      },
      ({ halves }, at) => {
        const low = Atomics.load(halves, 2 * at);
        return low | (Atomics.load(halves, 2 * at + 1) << 2);
      },
    ],
    observes: [[], ['low', 'high']],
    outcomes: {
      'low=0 high=0': { grade: 'allowed' },
      'low=1 high=1': { grade: 'allowed' },
      'low=0 high=1': { grade: 'interesting', why: 'a value that was never written' },
      'low=1 high=0': { grade: 'interesting', why: 'a value that was never written, and the later read is the older one' },
    },
    mustSee: 'low=0 high=1',
  },
  {
    kind: 'cells',
    name: 'message passing, flag in two widths',
    about: 'written by 32 bits and read by 16: ranges that differ do not synchronize (29.6.5), so the payload may be missing',
    lines: 2,
    actors: [
      ({ words }, at) => {
        words[at] = 1;
        Atomics.store(words, at + LINE, 1);
        return 0;
      },
      ({ words, halves }, at) => {
        const flag = Atomics.load(halves, 2 * (at + LINE));
        return flag | (words[at]! << 2);
      },
    ],
    observes: [[], ['flag', 'payload']],
    outcomes: {
      'flag=0 payload=0': { grade: 'allowed' },
      'flag=0 payload=1': { grade: 'allowed' },
      'flag=1 payload=1': { grade: 'allowed' },
      'flag=1 payload=0': { grade: 'interesting', why: 'allowed, since 16 of 32 bits are no flag' },
    },
  },
];

// Three and four threads: what one has seen, those who hear from it see as well.
import { type CellTest, LINE } from '../litmus-test.ts';
import { HANDED_BACK, PUBLISHED } from './handshake-word.ts';

const X = 0;
const Y = LINE;
const STATE = 2 * LINE;

export const causality: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'state of a tag, from worker to worker',
    about: 'a worker writes plain state and hands back, the distributor gives the next packet of the tag to another worker: happens-before is transitive (29.6.6)',
    lines: 3,
    actors: [
      ({ memory }, at) => {
        memory.write(at + STATE, 1);
        memory.compareExchange(at + X, 0, HANDED_BACK);
        return 0;
      },
      ({ memory }, at) => {
        const back = memory.load(at + X) === HANDED_BACK ? 1 : 0;
        if (back === 1) memory.add(at + Y, PUBLISHED);
        return back;
      },
      ({ memory }, at) => {
        const given = memory.load(at + Y) === PUBLISHED ? 1 : 0;
        return given | (memory.read(at + STATE) << 2);
      },
    ],
    observes: [[], ['back'], ['given', 'state']],
    outcomes: {
      'back=0 given=0 state=0': { grade: 'allowed' },
      'back=0 given=0 state=1': { grade: 'allowed' },
      'back=1 given=0 state=0': { grade: 'allowed' },
      'back=1 given=0 state=1': { grade: 'allowed' },
      'back=1 given=1 state=1': { grade: 'allowed' },
      'back=1 given=1 state=0': { grade: 'forbidden', why: '29.6.6 and 29.7.2: what happened before is visible' },
    },
  },
  {
    kind: 'cells',
    name: 'independent reads of independent writes, atomics',
    about: 'two threads write, two others read both words in opposite order: all agree on which write was first (29.7.4)',
    lines: 2,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at + X, 1);
        return 0;
      },
      ({ words }, at) => {
        Atomics.store(words, at + Y, 1);
        return 0;
      },
      ({ words }, at) => {
        const x = Atomics.load(words, at + X);
        return x | (Atomics.load(words, at + Y) << 2);
      },
      ({ words }, at) => {
        const y = Atomics.load(words, at + Y);
        return y | (Atomics.load(words, at + X) << 2);
      },
    ],
    observes: [[], [], ['x', 'y'], ["y'", "x'"]],
    outcomes: independentReads(),
  },
];

/** All sixteen: forbidden is only that one reader saw x and not yet y, the other one y and not yet x. */
function independentReads(): CellTest['outcomes'] {
  const bits = Array.from({ length: 16 }, (_, key) => [key & 1, (key >> 1) & 1, (key >> 2) & 1, key >> 3]);
  return Object.fromEntries(
    bits.map(([x, y, otherY, otherX]) => {
      const disagree = x === 1 && y === 0 && otherY === 1 && otherX === 0;
      const name = `x=${x} y=${y} y'=${otherY} x'=${otherX}`;
      return [name, disagree ? { grade: 'forbidden', why: '29.7.4, Sequentially Consistent Atomics' } : { grade: 'allowed' }];
    }),
  );
}

// Who goes to sleep tells so, and who has something looks for sleepers. Nobody sleeps here: the question is whether a wake
// would have been missed. Real sleep is in wait-notify.ts.
import { type CellTest, LINE } from '../litmus-test.ts';
import { HANDED_BACK, PARKED, PUBLISHED, WORKING, claimedOf, handedBackOf, presenceOf, publishedOf } from './handshake-word.ts';

const WORD = 0;
const SLEEPS = LINE;
const BELL = LINE;
const WAITING = 1;

const parking = { kind: 'cells', lines: 2, observes: [['wakes'], ['parks']] } as const;
const noLostWake = {
  'wakes=0 parks=0': { grade: 'allowed', why: 'published first: it does not park' },
  'wakes=1 parks=1': { grade: 'allowed', why: 'parked first: it is woken' },
} as const;

const bell = { kind: 'cells', lines: 2, observes: [['sees'], ['rings']] } as const;
const heard = {
  'sees=1 rings=0': { grade: 'allowed' },
  'sees=0 rings=1': { grade: 'allowed' },
  'sees=1 rings=1': { grade: 'allowed', why: 'a wake too many' },
} as const;

const listen: CellTest['actors'][number] = ({ memory }, at) => {
  memory.store(at + BELL, WAITING);
  return handedBackOf(memory.load(at + WORD));
};

export const parkingTests: readonly CellTest[] = [
  {
    ...parking,
    name: 'park beside publish',
    about: 'the worker parks by exchanging the very word that the distributor adds to: one of the two comes second and sees the other (29.7.4)',
    actors: [
      ({ memory }, at) => (presenceOf(memory.add(at + WORD, PUBLISHED)) === PARKED ? 1 : 0),
      ({ memory }, at) => {
        let word = memory.load(at + WORD);
        while (presenceOf(word) === WORKING && publishedOf(word) === claimedOf(word)) {
          const parked = word | PARKED;
          const seen = memory.compareExchange(at + WORD, word, parked);
          word = seen === word ? parked : seen;
        }
        return presenceOf(word) === PARKED ? 1 : 0;
      },
    ],
    outcomes: { ...noLostWake, 'wakes=0 parks=1': { grade: 'forbidden', why: '29.7.4: a lost wake' } },
  },
  {
    ...parking,
    name: 'park announced after the last look',
    about: 'a bug put in: looked, found nothing, announced the sleep in a word of its own and did not look again',
    actors: [
      ({ memory }, at) => {
        const wakes = memory.load(at + SLEEPS);
        memory.add(at + WORD, PUBLISHED);
        return wakes;
      },
      ({ memory }, at) => {
        if (memory.load(at + WORD) !== 0) return 0;
        memory.store(at + SLEEPS, 1);
        return 1;
      },
    ],
    outcomes: { ...noLostWake, 'wakes=0 parks=1': { grade: 'interesting', why: 'the bug, seen: a lost wake' } },
    mustSee: 'wakes=0 parks=1',
  },
  {
    ...bell,
    name: 'bell beside hand-back',
    about: 'store, then load on one side; exchange, then load on the other: both cannot be too early (29.7.4). It is store buffering in our words',
    actors: [
      listen,
      ({ memory }, at) => {
        memory.compareExchange(at + WORD, 0, HANDED_BACK);
        return memory.load(at + BELL);
      },
    ],
    outcomes: { ...heard, 'sees=0 rings=0': { grade: 'forbidden', why: '29.7.4: the distributor sleeps over a hand-back' } },
  },
  {
    ...bell,
    name: 'bell looked at before hand-back',
    about: 'a bug put in: the worker looks at the bell first',
    actors: [
      listen,
      ({ memory }, at) => {
        const rings = memory.load(at + BELL);
        memory.compareExchange(at + WORD, 0, HANDED_BACK);
        return rings;
      },
    ],
    outcomes: { ...heard, 'sees=0 rings=0': { grade: 'interesting', why: 'the bug, seen' } },
    mustSee: 'sees=0 rings=0',
  },
];

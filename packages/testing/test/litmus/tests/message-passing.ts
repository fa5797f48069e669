// One thread writes and then says so; the other one hears it and then reads.
import { type Actor, type CellTest, LINE } from '../litmus-test.ts';

const PAYLOAD = 0;
const FLAG = LINE;
const observes = [[], ['flag', 'payload']];

const listen: Actor = ({ words }, at) => {
  const flag = Atomics.load(words, at + FLAG);
  return flag | (words[at + PAYLOAD]! << 2);
};

const harmless = {
  'flag=0 payload=0': { grade: 'allowed' },
  'flag=0 payload=1': { grade: 'allowed', why: 'a plain read may see a racing write early' },
  'flag=1 payload=1': { grade: 'allowed' },
} as const;

export const messagePassing: readonly CellTest[] = [
  {
    kind: 'cells',
    name: 'message passing, atomic flag',
    about: 'payload plain, flag by Atomics: the load that sees the store synchronizes with it (29.6.5), so the payload is there (29.7.2)',
    lines: 2,
    actors: [
      ({ words }, at) => {
        words[at + PAYLOAD] = 1;
        Atomics.store(words, at + FLAG, 1);
        return 0;
      },
      listen,
    ],
    observes,
    outcomes: { ...harmless, 'flag=1 payload=0': { grade: 'forbidden', why: '29.7.2, Coherent Reads' } },
  },
  {
    kind: 'cells',
    name: 'message passing, plain flag',
    about: 'nothing synchronizes (29.6.5), so the flag may arrive before the payload: a weakly ordered processor or a compiler may do it',
    lines: 2,
    actors: [
      ({ words }, at) => {
        words[at + PAYLOAD] = 1;
        words[at + FLAG] = 1;
        return 0;
      },
      ({ words }, at) => {
        const flag = words[at + FLAG]!;
        return flag | (words[at + PAYLOAD]! << 2);
      },
    ],
    observes,
    outcomes: { ...harmless, 'flag=1 payload=0': { grade: 'interesting', why: 'a data race (29.9)' } },
  },
  {
    kind: 'cells',
    name: 'message passing, published before it is written',
    about: 'a bug put in: all the atomics of the world do not help who publishes first and writes then',
    lines: 2,
    actors: [
      ({ words }, at) => {
        Atomics.store(words, at + FLAG, 1);
        words[at + PAYLOAD] = 1;
        return 0;
      },
      listen,
    ],
    observes,
    outcomes: { ...harmless, 'flag=1 payload=0': { grade: 'interesting', why: 'the bug, seen' } },
    mustSee: 'flag=1 payload=0',
  },
];

// Our handshake word: the distributor adds and takes back, the worker exchanges, and a slot is used again.
import { type Actor, type CellTest, LINE } from '../litmus-test.ts';
import { CLAIMED, HANDED_BACK, PUBLISHED, claimedOf, handedBackOf, publishedOf } from './handshake-word.ts';

const WORD = 0;
const LANE = LINE;
const PAYLOAD = LINE;
const RESULT = LINE + 1;

/** Claims all that is published; how many, and how many of those were written. */
const claim: Actor = ({ memory }, at) => {
  let word = memory.load(at + WORD);
  for (;;) {
    const count = publishedOf(word) - claimedOf(word);
    const seen = memory.compareExchange(at + WORD, word, word + count * CLAIMED);
    if (seen === word) return count | ((memory.read(at + LANE) + (count > 1 ? memory.read(at + LANE + 1) : 0)) << 2);
    word = seen;
  }
};

const positions: Actor = ({ memory }, at) => {
  const word = memory.load(at + WORD);
  return publishedOf(word) | (claimedOf(word) << 2);
};

/** One packet lies there unclaimed. */
const onePublished: CellTest['prepare'] = ({ memory }, at) => {
  memory.write(at + LANE, 1);
  memory.store(at + WORD, PUBLISHED);
};

const addBesideExchange = {
  kind: 'cells',
  lines: 2,
  prepare: onePublished,
  finish: positions,
  observes: [['seen'], ['claims', 'written'], ['published', 'claimed']],
} as const;
const forgotten = 'seen=0 claims=1 written=1 published=2 claimed=0';
const bothTookPlace = {
  'seen=0 claims=2 written=2 published=2 claimed=2': { grade: 'allowed', why: 'published, then claimed' },
  'seen=1 claims=1 written=1 published=2 claimed=1': { grade: 'allowed', why: 'claimed, then published' },
} as const;

/** The worker holds one packet: it reads it, writes the result, hands back. */
const handBack: Actor = ({ memory }, at) => {
  const payload = memory.read(at + PAYLOAD);
  memory.write(at + RESULT, 1);
  let word = memory.load(at + WORD);
  for (;;) {
    const seen = memory.compareExchange(at + WORD, word, word + HANDED_BACK);
    if (seen === word) return payload;
    word = seen;
  }
};

const reuse = {
  kind: 'cells',
  lines: 2,
  prepare: (shared, at) => {
    shared.memory.write(at + PAYLOAD, 1);
    shared.memory.store(at + WORD, PUBLISHED + CLAIMED);
  },
  observes: [['back', 'result'], ['payload']],
} as const satisfies Partial<CellTest>;
const reusedInTurn = {
  'back=0 result=0 payload=1': { grade: 'allowed', why: 'not back yet: not reused' },
  'back=1 result=1 payload=1': { grade: 'allowed', why: 'back, result there, reused' },
} as const;

export const handOff: readonly CellTest[] = [
  {
    ...addBesideExchange,
    name: 'publish by addition beside claim by exchange',
    about: 'an addition and a compare-and-exchange of one word are two indivisible steps (29.7.4): neither undoes the other, and what is claimed is written',
    actors: [
      ({ memory }, at) => {
        memory.write(at + LANE + 1, 1);
        return claimedOf(memory.add(at + WORD, PUBLISHED));
      },
      claim,
    ],
    outcomes: { ...bothTookPlace, [forgotten]: { grade: 'forbidden', why: '29.7.4: a claim is forgotten' } },
  },
  {
    ...addBesideExchange,
    name: 'publish by load and store beside claim by exchange',
    about: 'a bug put in: an addition in two steps forgets what happens between them',
    actors: [
      ({ memory }, at) => {
        memory.write(at + LANE + 1, 1);
        const word = memory.load(at + WORD);
        memory.store(at + WORD, word + PUBLISHED);
        return claimedOf(word);
      },
      claim,
    ],
    outcomes: {
      ...bothTookPlace,
      [forgotten]: { grade: 'interesting', why: 'the bug, seen: a claim is forgotten' },
    },
    mustSee: forgotten,
  },
  {
    kind: 'cells',
    name: 'take back beside claim',
    about: 'two packets are unclaimed, the distributor takes one back by exchange: it or the worker has it (29.7.4), never both and never nobody',
    lines: 2,
    prepare: ({ memory }, at) => {
      memory.write(at + LANE, 1);
      memory.write(at + LANE + 1, 1);
      memory.store(at + WORD, 2 * PUBLISHED);
    },
    actors: [
      ({ memory }, at) => {
        const word = memory.load(at + WORD);
        return memory.compareExchange(at + WORD, word, word - PUBLISHED) === word && claimedOf(word) === 0 ? 1 : 0;
      },
      (shared, at) => claim(shared, at) & 3,
    ],
    observes: [['taken'], ['claims']],
    outcomes: {
      'taken=1 claims=1': { grade: 'allowed' },
      'taken=0 claims=2': { grade: 'allowed' },
      'taken=1 claims=2': { grade: 'forbidden', why: 'a packet in two places' },
      'taken=0 claims=1': { grade: 'forbidden', why: 'a packet nowhere' },
    },
  },
  {
    ...reuse,
    name: 'slot reuse after hand-back',
    about: 'the distributor reads the result and overwrites the packet once it sees it handed back: reads of the worker happen before (29.6.6), and its result is there',
    actors: [
      ({ memory }, at) => {
        if (handedBackOf(memory.load(at + WORD)) === 0) return 0;
        const result = memory.read(at + RESULT);
        memory.write(at + PAYLOAD, 2);
        return 1 | (result << 2);
      },
      handBack,
    ],
    outcomes: {
      ...reusedInTurn,
      'back=1 result=0 payload=1': { grade: 'forbidden', why: '29.7.2: handed back without its result' },
      'back=1 result=1 payload=2': { grade: 'forbidden', why: '29.6.6: overwritten while it was read' },
    },
  },
  {
    ...reuse,
    name: 'slot reuse before hand-back',
    about: 'a bug put in: the distributor overwrites the packet without having looked',
    actors: [
      ({ memory }, at) => {
        const result = memory.read(at + RESULT);
        memory.write(at + PAYLOAD, 2);
        return handedBackOf(memory.load(at + WORD)) | (result << 2);
      },
      handBack,
    ],
    outcomes: {
      ...reusedInTurn,
      'back=0 result=1 payload=1': { grade: 'allowed' },
      'back=1 result=0 payload=1': { grade: 'allowed' },
      'back=0 result=0 payload=2': { grade: 'interesting', why: 'the bug, seen' },
      'back=1 result=0 payload=2': { grade: 'interesting', why: 'the bug, seen' },
      'back=0 result=1 payload=2': { grade: 'interesting', why: 'the bug, seen' },
      'back=1 result=1 payload=2': { grade: 'interesting', why: 'the bug, seen' },
    },
    mustSee: 'back=0 result=0 payload=2',
  },
];

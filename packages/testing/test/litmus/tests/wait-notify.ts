// Real sleep. A worker parks on its handshake word and waits on it; the publisher notifies only when it saw it parked.
import type { StreamRun, StreamTest } from '../litmus-test.ts';
import { PARKED, PUBLISHED, claimedOf, presenceOf, publishedOf } from './handshake-word.ts';

const WORD = 0;
/** Turns of a pause, about 10 to 40 ns each: so that one is now earlier, now later than the other. */
const LONGEST_PAUSE = 200;
/** Presence by which either side ends the run. */
const CLOSED = 3;
/** A sleep of so many milliseconds over a word that has changed is a lost wake. Sleeps that nobody ends yet are slept on. */
const LOST_MS = 20_000;

const FOUND = 0;
const CHANGED = 1;
const WOKEN = 2;
const LOST = 3;

/** Publishes one packet at a time, at random moments after the last one was claimed. */
function publish({ shared: { memory }, steps, late, random }: StreamRun): void {
  for (let step = 0; step < steps && !late(); step++) {
    for (let turns = random() % LONGEST_PAUSE; turns > 0; turns--) memory.pause();
    let word = memory.add(WORD, PUBLISHED);
    if (presenceOf(word) === PARKED) memory.notify(WORD, 1);
    do {
      memory.pause();
      word = memory.load(WORD);
      if (presenceOf(word) === CLOSED) return;
    } while (publishedOf(word) !== claimedOf(word));
  }
  memory.store(WORD, CLOSED);
  memory.notify(WORD, 1);
}

function serve({ shared: { memory, words }, count, random }: StreamRun): void {
  let how = FOUND;
  for (;;) {
    for (let looks = random() % LONGEST_PAUSE; looks > 0 && isEmpty(memory.load(WORD)); looks--) memory.pause();
    const word = memory.load(WORD);
    if (presenceOf(word) === CLOSED) return;
    if (!isEmpty(word)) {
      if (memory.compareExchange(WORD, word, claimingAll(word)) !== word) continue;
      count(how);
      how = FOUND;
    } else if (presenceOf(word) === PARKED || memory.compareExchange(WORD, word, word | PARKED) === word) {
      // Not by the seam's wait, which does not tell how it ended.
      const ended = Atomics.wait(words, WORD, word | PARKED, LOST_MS);
      how = ended === 'ok' ? WOKEN : CHANGED;
      if (ended === 'timed-out' && !isEmpty(memory.load(WORD))) {
        count(LOST);
        memory.store(WORD, CLOSED);
      }
    }
  }
}

/** The word with all that is published claimed, and the worker at work. */
const claimingAll = (word: number): number => (word & ~0x3fffff) | (publishedOf(word) << 12);
const isEmpty = (word: number): boolean => publishedOf(word) === claimedOf(word) && presenceOf(word) !== CLOSED;

export const waitNotify: readonly StreamTest[] = [
  {
    kind: 'stream',
    name: 'wait and notify',
    about: 'Atomics.wait looks at the word and goes to sleep in one step (DoWait, in the critical section of the waiter list): a change is seen or it wakes',
    region: () => new SharedArrayBuffer(64),
    threads: [publish, serve],
    outcomes: {
      'found without parking': { grade: 'allowed' },
      'parked, changed before it slept': { grade: 'interesting', why: 'the moment in which wakes get lost' },
      'parked, slept, woken': { grade: 'allowed' },
      'parked, slept on': { grade: 'forbidden', why: 'a lost wake' },
    },
    mustSee: 'parked, slept, woken',
  },
];

// The words of a distributor's region by name, and its handshakes decoded, so that a trace can be read. It follows
// @dist/core's `slot/distributor-layout.ts` and `slot/handshake.ts` of layout version 2; of another version it knows nothing
// and shows bare words. Only traces depend on it, and `distributor-words.test.ts` holds it against the code.
import { LAYOUT_VERSION } from '@dist/core';

const KNOWN_VERSION = 2;
const HEADER = ['magic', 'kind', 'version', 'workers', 'lane capacity', 'burst'];
const BELL = 16;
const SLOTS = 32;
const PAIR = 32;
const LANE = 2 * PAIR;
const PRESENCE = ['working', 'parked', 'away', 'closed'];
const BELL_STATES = ['silent', 'waiting', 'rung'];

/** Names and decodes the words of one region. */
export interface Words {
  readonly words: number;
  readonly label: (index: number) => string;
  readonly show: (index: number, value: number) => string;
  readonly isControlWord: (index: number) => boolean;
}

/**
 * The region of a distributor with so many workers, and so many packets in a lane at most, as a program's `words`, `label`,
 * `show` and `isControlWord`: all but what lies in lanes is a control word.
 */
export function distributorWords(workers: number, credits: number): Words {
  const capacity = 2 ** Math.ceil(Math.log2(credits));
  const slot = Math.ceil((LANE + 4 * capacity) / PAIR) * PAIR;
  const words = SLOTS + workers * slot;
  const known = (LAYOUT_VERSION as number) === KNOWN_VERSION;
  /** Where in a lane a word lies, or -1. */
  const placeInLane = (index: number): number => {
    const at = index < SLOTS ? -1 : ((index - SLOTS) % slot) - LANE;
    return at < 4 * capacity ? at : -1;
  };
  const place = (index: number): string => {
    if (index < SLOTS) return index === BELL ? 'bell' : index === BELL + 1 ? 'tick' : (HEADER[index] ?? `header word ${index}`);
    const worker = Math.floor((index - SLOTS) / slot);
    const at = (index - SLOTS) % slot;
    const lane = placeInLane(index);
    if (lane >= 0) return inLane(lane, capacity, worker);
    const inside = at === 0 ? 'handshake' : at === PAIR ? 'owner' : at === PAIR + 1 ? 'note' : `slot word ${at} of`;
    return `${inside} ${worker}`;
  };
  const isHandshake = (index: number): boolean => index >= SLOTS && (index - SLOTS) % slot === 0;
  return {
    words,
    label: (index) => (known ? place(index) : `word ${index}`),
    isControlWord: (index) => known && placeInLane(index) < 0,
    show: (index, value) => {
      if (!known) return String(value);
      if (index === BELL) return value < 0 ? `resting, unless fewer than ${-value} are unclaimed` : (BELL_STATES[value] ?? String(value));
      return isHandshake(index) ? handshake(value) : String(value);
    },
  };
}

/** Packets, two words each, then marks, then results. */
function inLane(at: number, capacity: number, worker: number): string {
  if (at < 2 * capacity) return `${at % 2 === 0 ? 'tag' : 'handle'} ${worker}.${at >> 1}`;
  return `${at < 3 * capacity ? 'mark' : 'result'} ${worker}.${at % capacity}`;
}

function handshake(word: number): string {
  return `(published ${word >>> 22}, claimed ${(word >>> 12) & 1023}, handed back ${(word >>> 2) & 1023}, ${PRESENCE[word & 3]!})`;
}

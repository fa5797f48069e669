// The handshake of a lane: one word that says how far each side has come and whether the worker is there.
//
//    31        22 21        12 11         2 1      0
//   | published  | claimed    | handedBack | presence |
//
// Positions count packets modulo 1024; a lane holds at most 512, so their differences are exact.
// `published` is written by the distributor alone: by addition (it is on top: its carry falls off) or, to take
// packets back, by compare-and-exchange. `claimed` and `handedBack` are written by the worker alone, by
// compare-and-exchange. `presence` is the worker's too, but for CLOSED, which the distributor writes and nobody leaves.
// One word, one atomic snapshot: a publish learns how far the worker is, a claim hands back the last burst.

export const POSITIONS = 1024;
export const POSITION_MASK: number = POSITIONS - 1;

/** The worker runs or looks for packets. */
export const WORKING = 0;
/** The worker waits on this word: whoever changes it must notify. */
export const PARKED = 1;
/** No worker, or one that has left: packets must not stay in the lane. */
export const AWAY = 2;
/** The distributor has been closed. */
export const CLOSED = 3;

const PRESENCE_MASK = 3;

export const publishedOf = (word: number): number => word >>> 22;
export const claimedOf = (word: number): number => (word >>> 12) & POSITION_MASK;
export const handedBackOf = (word: number): number => (word >>> 2) & POSITION_MASK;
export const presenceOf = (word: number): number => word & PRESENCE_MASK;

export function packHandshake(published: number, claimed: number, handedBack: number, presence: number): number {
  return (published << 22) | (claimed << 12) | (handedBack << 2) | presence;
}

/** The word with another presence. */
export const withPresence = (word: number, presence: number): number => (word & ~PRESENCE_MASK) | presence;

/** The word with another published position. */
export const withPublished = (word: number, published: number): number => (word & 0x3fffff) | (published << 22);

/** What to add to the word to publish `count` packets more. */
export const publishing = (count: number): number => count << 22;

/** Packets from position `from` up to position `to`. */
export const distance = (from: number, to: number): number => (to - from) & POSITION_MASK;

/** The position `count` packets after `position`. */
export const advance = (position: number, count: number): number => (position + count) & POSITION_MASK;

// The handshake word as packages/core/src/slot/handshake.ts draws it: | published 10 | claimed 10 | handedBack 10 | presence 2 |.
// Written down once more, since a litmus test has to show what the word does and not what core's functions do with it.

/** What is added to publish, to claim, to hand back one packet. */
export const PUBLISHED: number = 1 << 22;
export const CLAIMED: number = 1 << 12;
export const HANDED_BACK: number = 1 << 2;

export const WORKING = 0;
export const PARKED = 1;

export const publishedOf = (word: number): number => word >>> 22;
export const claimedOf = (word: number): number => (word >>> 12) & 1023;
export const handedBackOf = (word: number): number => (word >>> 2) & 1023;
export const presenceOf = (word: number): number => word & 3;

// The words that claim.ts and its worker share, and the counts in the handshake.
export const HANDSHAKE = 0;
export const STATE = 1;
export const PACKET = 16;

/** Values of the state. */
export const AWAKE = 0;
export const SLEEP = 1;
export const END = -1;

/** Counts in the handshake: the first bit of each. */
export const PUBLISHED = 0;
export const CLAIMED = 10;
export const HANDED_BACK = 20;

export const countOf = (word: number, which: number): number => (word >>> which) & 1023;

/** Makes one of the counts one more, starting from a handshake that may have changed since; the handshake afterwards. */
export function advance(words: Int32Array, word: number, which: number): number {
  for (let before = word; ; ) {
    const after = (before & ~(1023 << which)) | (((countOf(before, which) + 1) & 1023) << which);
    const seen = Atomics.compareExchange(words, HANDSHAKE, before, after);
    if (seen === before) return after;
    before = seen;
  }
}

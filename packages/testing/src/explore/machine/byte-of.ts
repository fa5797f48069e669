/** A byte of a word, little-endian. */
export const byteOf = (word: number, lane: number): number => (word >>> (lane * 8)) & 0xff;

/** The word with one of its bytes replaced. */
export const withByte = (word: number, lane: number, byte: number): number => (word & ~(0xff << (lane * 8))) | (byte << (lane * 8));

// Which tags a sample holds: those whose hash is small. Both sides compute it, so that a packet that is not looked at costs no memory access.

/** Hashes up to this one belong to a sample of one tag in `oneIn`. */
export function sampleThreshold(oneIn: number): number {
  return Math.ceil(2 ** 32 / oneIn) - 1;
}

/** Another seed, other tags. */
export function isSampled(tag: number, seed: number, threshold: number): boolean {
  let word = Math.imul(tag ^ seed, 0x9e3779b1);
  word = Math.imul(word ^ (word >>> 16), 0x85ebca6b);
  return (word ^ (word >>> 13)) >>> 0 <= threshold;
}

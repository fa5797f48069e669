// The Internet checksum (RFC 1071): the one's complement sum of 16-bit words. The sum does not depend on the byte order in which the
// words are read, as long as all are read in the same one; so they are read as this machine likes them (little endian), and a sum
// that includes its own checksum is right when it is 0xffff, whichever way round.

export const SUM_OK = 0xffff;

/** Carries folded in: 0 to 0xffff. */
export function fold(sum: number): number {
  const once = (sum & 0xffff) + (sum >>> 16);
  return (once & 0xffff) + (once >>> 16);
}

/** A 16-bit number as the sum takes it. */
export function swapped(value: number): number {
  return ((value & 0xff) << 8) | ((value >>> 8) & 0xff);
}

/**
 * The folded sum of `length` bytes, at most 65 536, at any alignment; an odd last byte counts as padded with zero.
 * `words` is the plain sum of 32-bit words modulo 2^32, `high` that of their upper halves: together they tell that of the lower halves,
 * for half the work. That many bytes are 2^14 words, so that either half adds up to less than 2^30.
 */
export function sumBytes(view: DataView, at: number, length: number): number {
  let words = 0;
  let high = 0;
  let from = at;
  const end = at + length;
  for (const last = end - 16; from <= last; from += 16) {
    const a = view.getInt32(from, true);
    const b = view.getInt32(from + 4, true);
    const c = view.getInt32(from + 8, true);
    const d = view.getInt32(from + 12, true);
    words = (words + a + b + c + d) | 0;
    high = (high + (a >>> 16) + (b >>> 16) + (c >>> 16) + (d >>> 16)) | 0;
  }
  let sum = high + ((words - (high << 16)) | 0);
  for (; from + 2 <= end; from += 2) sum += view.getUint16(from, true);
  if (from < end) sum += view.getUint8(from);
  return fold(sum);
}

// Addresses as text: dotted decimal, and RFC 5952 for IPv6 (lower case, no leading zeros, the first longest run of zero groups as ::).

/** An IPv4 address from its word, highest byte first. */
export function formatIpv4(word: number): string {
  return `${String(word >>> 24)}.${String((word >>> 16) & 0xff)}.${String((word >>> 8) & 0xff)}.${String(word & 0xff)}`;
}

/** An IPv6 address from its four words, which start at `words[at]`. IPv4-mapped addresses end in dotted decimal. */
export function formatIpv6(words: ArrayLike<number>, at: number): string {
  const groups: number[] = [];
  for (let index = 0; index < 4; index++) {
    const word = words[at + index]!;
    groups.push(word >>> 16, word & 0xffff);
  }
  if (groups.slice(0, 5).every((group) => group === 0) && groups[5] === 0xffff) return `::ffff:${formatIpv4(words[at + 3]!)}`;
  const { start, length } = longestZeroRun(groups);
  const text = (from: number, to: number): string => groups.slice(from, to).map((group) => group.toString(16)).join(':');
  return length < 2 ? text(0, 8) : `${text(0, start)}::${text(start + length, 8)}`;
}

function longestZeroRun(groups: readonly number[]): { start: number; length: number } {
  let best = { start: 0, length: 0 };
  for (let start = 0; start < groups.length; start++) {
    let length = 0;
    while (groups[start + length] === 0) length++;
    if (length > best.length) best = { start, length };
  }
  return best;
}

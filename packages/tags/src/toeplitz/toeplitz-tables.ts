// One table of 256 words for each position an input byte can have: the word is what that byte at that position adds
// to the hash. 36 positions (an IPv6 tuple) are 36 KiB, which a first-level cache nearly holds; tables over 16 bits
// would halve the look-ups and miss the cache on each.
//
//   word  256 * position + byte

/** @param key at least `positions + 4` bytes */
export function toeplitzTables(key: Uint8Array, positions: number): Uint32Array {
  const tables = new Uint32Array(256 * positions);
  for (let position = 0; position < positions; position++) {
    const table = tables.subarray(256 * position, 256 * (position + 1));
    const head = ((key[position]! << 24) | (key[position + 1]! << 16) | (key[position + 2]! << 8) | key[position + 3]!) >>> 0;
    const next = key[position + 4]!;
    // A set bit adds the 32 bits of the key that start where the bit stands; a byte adds what its bits add.
    for (let bit = 0; bit < 8; bit++) table[0x80 >> bit] = (head << bit) | (next >> (8 - bit));
    for (let byte = 1; byte < 256; byte++) {
      const lowest = byte & -byte;
      table[byte] = table[lowest]! ^ table[byte ^ lowest]!;
    }
  }
  return tables;
}

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let word = byte;
  for (let bit = 0; bit < 8; bit += 1) word = (word >>> 1) ^ ((word & 1) * 0xedb88320);
  return word;
});

/** CRC-32 (ISO 3309, as in gzip and PNG) of the bytes from `start` to before `end`, unsigned. */
export function checksum(bytes: Uint8Array, start: number, end: number): number {
  let word = -1;
  for (let i = start; i < end; i += 1) word = (word >>> 8) ^ TABLE[(word ^ bytes[i]!) & 0xff]!;
  return ~word >>> 0;
}

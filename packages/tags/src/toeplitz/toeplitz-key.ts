/** A Toeplitz key: its bytes, or the hexadecimal digits that `ethtool -x` prints (with or without colons). */
export type ToeplitzKey = Uint8Array | string;

/** The key of Microsoft's RSS verification suite: 40 bytes, the default of most drivers. */
export const MICROSOFT_KEY: string =
  '6d5a56da255b0ec24167253d43a38fb0d0ca2bcbae7b30b477cb2da38030f20c6a42b73bbeac01fa';

/**
 * 0x6d5a twenty times: both directions of a flow hash alike, whatever the card. The price: the hash is 16 bits said
 * twice, and depends on nothing but the exclusive or of the input's 16-bit words, so different flows collide in
 * numbers. Use it to agree with a card that was given this key; else prefer sorted ends (`symmetric: true`).
 */
export const SYMMETRIC_KEY: string =
  '6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a6d5a';

const HEX_KEY = /^[0-9a-f]{2}(?::?[0-9a-f]{2})*$/i;

/** The bytes of a key, a copy. @throws TypeError for a text that is not pairs of hexadecimal digits. */
export function keyBytes(key: ToeplitzKey): Uint8Array {
  if (typeof key !== 'string') return key.slice();
  if (!HEX_KEY.test(key)) throw new TypeError(`a Toeplitz key is written as pairs of hexadecimal digits, got ${JSON.stringify(key)}`);
  const digits = key.replaceAll(':', '');
  return Uint8Array.from({ length: digits.length / 2 }, (_, i) => Number.parseInt(digits.slice(2 * i, 2 * i + 2), 16));
}

// Calls codecs, which others write, and holds them to their contract.
import type { Codec } from './codec.ts';

/**
 * Encodes into room that may be too small.
 * @returns the bytes written, or a negative number: see {@link Codec.encode}.
 * @throws RangeError for a codec that breaks its contract.
 */
export function encodeInto<T>(codec: Codec<T>, value: T, into: Uint8Array): number {
  const written = codec.encode(value, into);
  if (!Number.isInteger(written)) throw new RangeError(`codec '${codec.name}' must return an integer, got ${String(written)}`);
  if (written > into.length) throw new RangeError(`codec '${codec.name}' says that it wrote ${written} bytes into ${into.length}`);
  return written;
}

/**
 * Encodes a value that was too large for the room that it was offered first.
 * @param answer what the codec said then, a negative number.
 * @param tried how many bytes of room that was.
 * @param limit the largest size that is allowed.
 * @returns memory of its own.
 * @throws RangeError when the limit is too small; it names both sizes.
 */
export function encodeLarge<T>(codec: Codec<T>, value: T, answer: number, tried: number, limit: number): Uint8Array<ArrayBuffer> {
  for (let room = tried, needed = -answer; ; needed = -answer) {
    if (needed > limit) throw tooLarge(`${needed} bytes`, limit);
    if (room >= limit) throw tooLarge(`more than ${limit} bytes`, limit);
    room = needed > room ? needed : Math.min(2 * room, limit);
    const into = new Uint8Array(room);
    answer = encodeInto(codec, value, into);
    if (answer >= 0) return answer === room ? into : into.slice(0, answer);
  }
}

function tooLarge(size: string, limit: number): RangeError {
  return new RangeError(`a value takes ${size}, and maxPayloadBytes is ${limit}`);
}

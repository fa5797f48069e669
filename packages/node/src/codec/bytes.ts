import type { Codec } from './codec.ts';

/**
 * Bytes as they are. A handler gets a view of shared memory, without a copy: it is valid until the handler has finished,
 * and the handler may write to it or return a part of it. The bytes of a result are a copy of its own.
 */
export function bytes(): Codec<Uint8Array> {
  return {
    name: 'bytes',
    encode(value, into): number {
      if (!(value instanceof Uint8Array)) throw new TypeError(`the codec 'bytes' takes a Uint8Array, got ${typeof value}`);
      if (value.length > into.length) return -value.length;
      into.set(value);
      return value.length;
    },
    decode(bytes): Uint8Array {
      return bytes;
    },
  };
}

import { deserialize, serialize } from 'node:v8';
import type { Codec } from './codec.ts';

/**
 * Whatever the structured clone algorithm takes: dates, maps, sets, bigints, typed arrays, cycles. The default. Costs
 * microseconds for each value: plain objects travel several times faster by {@link json}.
 */
export function structured<T>(): Codec<T> {
  return {
    name: 'structured',
    encode(value, into): number {
      const bytes = serialize(value);
      if (bytes.length > into.length) return -bytes.length;
      into.set(bytes);
      return bytes.length;
    },
    decode(bytes): T {
      // Typed arrays in the value are views of the bytes that it is read from: they must not be shared memory.
      return deserialize(bytes.buffer instanceof SharedArrayBuffer ? bytes.slice() : bytes) as T;
    },
  };
}

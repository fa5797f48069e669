// The way of a value into shared memory, on either side.
import { EXHAUSTED } from '@dist/core';
import type { Codec } from '../codec/codec.ts';
import { encodeInto, encodeLarge } from '../codec/encode.ts';
import type { PayloadChains } from './payload-chains.ts';

/** Writes values on the distributor's side, where buffers are allocated. */
export class ValueWriter<T> {
  readonly #chains: PayloadChains;
  readonly #codec: Codec<T>;
  readonly #limit: number;

  constructor(chains: PayloadChains, codec: Codec<T>, limit: number) {
    this.#chains = chains;
    this.#codec = codec;
    this.#limit = limit;
  }

  /**
   * Writes a value into buffers of its own.
   * @returns their handle, or EXHAUSTED when the pool has too few now.
   * @throws RangeError for a value that is too large; whatever the codec throws.
   */
  write(value: T): number {
    const chains = this.#chains;
    const first = chains.allocate(0);
    if (first === EXHAUSTED) return EXHAUSTED;
    let written;
    try {
      written = encodeInto(this.#codec, value, chains.payload(first));
    } catch (error) {
      chains.release(first);
      throw error;
    }
    if (written >= 0) {
      chains.wrote(first, written);
      return first;
    }
    chains.release(first);
    return this.#writeLarge(value, written);
  }

  #writeLarge(value: T, answer: number): number {
    const bytes = encodeLarge(this.#codec, value, answer, this.#chains.payloadBytes, this.#limit);
    const first = this.#chains.allocate(bytes.length);
    if (first !== EXHAUSTED) this.#chains.write(first, bytes);
    return first;
  }
}

/**
 * Writes a result over the value that it is the result of, on a worker's side.
 * @returns the bytes, when the chain has no room for them; they are memory of its own.
 * @throws RangeError for a result that is too large; whatever the codec throws.
 */
export function writeResult<T>(chains: PayloadChains, first: number, codec: Codec<T>, result: T, limit: number): Uint8Array<ArrayBuffer> | undefined {
  const room = chains.payload(first);
  const written = encodeInto(codec, result, room);
  if (written >= 0) {
    chains.wrote(first, written);
    return undefined;
  }
  const bytes = encodeLarge(codec, result, written, room.length, limit);
  if (bytes.length <= chains.room(first)) {
    chains.write(first, bytes);
    return undefined;
  }
  chains.wroteElsewhere(first);
  return bytes;
}

// The contract of codecs: how a JavaScript value stands in shared memory.

/**
 * Turns values into bytes and back. Implemented by whoever knows a better form for their values than the codecs that
 * come with this package. It must be the same on both sides: pass it to `createDistributor` and to `defineWorker`.
 */
export interface Codec<T> {
  /** Tells codecs apart in errors, and proves at the start that both sides use the same. */
  readonly name: string;
  /**
   * Writes a value to the start of `into`.
   * @param into shared memory with room for `payloadBytes`, or private memory with more. What it holds is undefined;
   *   in a worker it may be the very bytes that the handler's value was decoded from.
   * @returns how many bytes were written; or, when there is too little room, the negative of how many are needed, -1
   *   if that is not known. It is then called again with more, up to `maxPayloadBytes`.
   * @throws anything for a value that it cannot encode.
   */
  encode(value: T, into: Uint8Array): number;
  /**
   * Reads a value.
   * @param bytes just the bytes that `encode` wrote. In a worker they may lie in shared memory and are then reused once
   *   the handler has finished: what must live longer is copied. In a result they are private, and the value's to keep.
   * @throws anything for bytes that it did not write.
   */
  decode(bytes: Uint8Array): T;
}

/** A codec as its contract sees it: `Codec` of `@dist/node`, or anything of the same shape. */
export interface CodecShape<T> {
  readonly name: string;
  /** Writes a value to the start of `into`: how many bytes, or the negative of how many are needed, -1 if that is not known. */
  encode(value: T, into: Uint8Array): number;
  /** Reads a value from just the bytes that `encode` wrote. */
  decode(bytes: Uint8Array): T;
}

/** A codec, and values to try it with. */
export interface CodecUnderTest<T> {
  /** Makes the codec. Called twice, as by the two sides of a distributor. */
  readonly make: () => CodecShape<T>;
  /** Values as they come in life and at its edges: the smallest, the largest, the odd ones. */
  readonly values: readonly T[];
  /** Values that it must refuse to encode. */
  readonly refused?: readonly unknown[];
  /** Whether two values say the same. Default: a comparison of their content. */
  readonly same?: (one: T, other: T) => boolean;
  /** Bytes that the largest of the values may take. Default 2^20. */
  readonly maxBytes?: number;
}

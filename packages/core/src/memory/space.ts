/** Where arrays of 32-bit words are made; all words are 0. */
export interface Space {
  /** So many signed words. @throws RangeError when there is no more memory. */
  int32(length: number): Int32Array;
  /** So many unsigned words. @throws RangeError when there is no more memory. */
  uint32(length: number): Uint32Array;
}

/** Arrays of their own, as JavaScript makes them. */
export const HEAP: Space = {
  int32: (length) => new Int32Array(length),
  uint32: (length) => new Uint32Array(length),
};

/** Where arrays of words are made; all words are 0. */
export interface Space {
  int32(length: number): Int32Array;
  uint32(length: number): Uint32Array;
}

/** Arrays of their own, as JavaScript makes them. */
export const HEAP: Space = {
  int32: (length) => new Int32Array(length),
  uint32: (length) => new Uint32Array(length),
};

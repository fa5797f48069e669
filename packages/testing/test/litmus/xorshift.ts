/** Random numbers that cost next to nothing (xorshift32): the pads between races need no better ones. @returns 32 bits. */
export function xorshift(seed: number): () => number {
  let state = seed | 1;
  return () => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state >>> 0;
  };
}

// A mark says what is unusual about a packet: | outcome | attempts before this one (8 bits) |. It is 0 for a packet
// that is handled at its first attempt, and both sides leave a 0 alone, so its cache line is never passed on.

export const markOf = (attempt: number, outcome: number): number => (attempt - 1) | (outcome << 8);
export const attemptOf = (mark: number): number => (mark & 0xff) + 1;
export const outcomeOf = (mark: number): number => mark >>> 8;

// A mark says what is unusual about a packet: | replaced | outcome | attempts before this one (8 bits) |. It is 0 for a packet
// that is handled at its first attempt and keeps its handle, and both sides leave a 0 alone, so its cache line is never passed on.

/** Another handle comes back in place of the packet's own. */
export const REPLACED: number = 1 << 9;

export const markOf = (attempt: number, outcome: number): number => (attempt - 1) | (outcome << 8);
export const attemptOf = (mark: number): number => (mark & 0xff) + 1;
export const outcomeOf = (mark: number): number => (mark >>> 8) & 1;
/** The mark of a packet that was given out with this one and is handed back. */
export const handedBackMark = (mark: number, outcome: number, replaced: boolean): number => (mark & 0xff) | (outcome << 8) | (replaced ? REPLACED : 0);

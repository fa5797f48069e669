// A lane between two threads, as small as it can be: whoever is to be compared differs in one thing, and shares the rest. Words of 32 bits:
//
//   published    so many packets have been written and may be read       by the distributor
//   handedBack   so many packets have come back                          by the worker
//   packets      [CAPACITY]: tag, handle                                 by the distributor, before it publishes
//
// Each index has a pair of cache lines for itself. Both count all packets there ever were, modulo 2^32.

export const CAPACITY = 512;
export const MASK: number = CAPACITY - 1;
export const PUBLISHED = 0;
export const HANDED_BACK = 32;
export const PACKETS = 64;
export const PACKET_WORDS = 2;
/** Packets of a cache line. */
export const LINE_PACKETS = 8;

/** Handles have 31 bits: the uppermost one is free for a flag. */
export const HANDLE_BITS = 0x7fff_ffff;

/** Index of the packet at a position. */
export const packetAt = (position: number): number => PACKETS + PACKET_WORDS * (position & MASK);

export const createLane = (): SharedArrayBuffer => new SharedArrayBuffer(4 * (PACKETS + PACKET_WORDS * CAPACITY));

/** Packets from a position on that stand one behind the other, at most `wanted`. */
export function straight(position: number, wanted: number): number {
  const left = CAPACITY - (position & MASK);
  return wanted < left ? wanted : left;
}

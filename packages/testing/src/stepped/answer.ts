/** What a stepped worker adds to a packet's handle when it finishes it: the result that must come back with the packet, and with no other. */
export const ANSWER = 0x8000_0000;

/** The number of a packet, answered or not. */
export function packetOf(handle: number): number {
  return handle & 0x7fff_ffff;
}

export function isAnswered(handle: number): boolean {
  return handle >= ANSWER;
}

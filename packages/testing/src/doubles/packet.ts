import type { PacketBurst } from '@dist/core';

export interface Packet {
  readonly tag: number;
  readonly handle: number;
}

export function packetsOf(burst: PacketBurst | undefined): Packet[] {
  if (burst === undefined) return [];
  return Array.from({ length: burst.count }, (_, i) => ({ tag: burst.tags[i]!, handle: burst.handles[i]! }));
}

/** Replaces the content of a burst. */
export function putPackets(burst: PacketBurst, packets: readonly Packet[]): number {
  burst.clear();
  for (const { tag, handle } of packets) burst.push(tag, handle);
  return burst.count;
}

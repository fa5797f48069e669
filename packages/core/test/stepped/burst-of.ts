import { PacketBurst } from '../../src/index.ts';

/** A full burst of these packets. */
export function burstOf(...packets: readonly (readonly [tag: number, handle: number])[]): PacketBurst {
  const burst = new PacketBurst(Math.max(1, packets.length));
  for (const [tag, handle] of packets) burst.push(tag, handle);
  return burst;
}

/** The packets of a burst, as pairs of tag and handle. */
export function packetsOf(burst: PacketBurst): [tag: number, handle: number][] {
  return Array.from({ length: burst.count }, (_, i) => [burst.tags[i]!, burst.handles[i]!]);
}

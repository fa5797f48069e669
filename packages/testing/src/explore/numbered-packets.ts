// The packets of an explored distributor: a handle is the packet's number, and a worker adds HANDLED to it as its result.
import type { PacketBurst } from '@dist/core';

/** What a worker adds to a handle, so that a lost result shows. */
export const HANDLED = 0x10000;

/** Leaves nothing behind the packets that a burst holds. */
export function clean(burst: PacketBurst): void {
  burst.tags.fill(0, burst.count);
  burst.handles.fill(0, burst.count);
  burst.attempts.fill(0, burst.count);
  burst.outcomes.fill(0, burst.count);
}

import type { HandlerData } from './handler.ts';
import type { PeerOptions } from './keyed-peer.ts';
import type { PayloadSlots } from './payload-slots.ts';

/** `workerData` for the threads of a pool, which draw their numbers. */
export function poolData({ evidence, stamps }: PeerOptions, slots: PayloadSlots): HandlerData {
  return { payloads: slots.region, worker: new SharedArrayBuffer(4), evidence, stamps };
}

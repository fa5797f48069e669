// piscina as it is mostly used for keyed work: one pool, and a chain of promises per key.
import { Piscina } from 'piscina';
import { sibling } from '../../measure/sibling.ts';
import { callPeer } from '../keyed/call-peer.ts';
import { KeyChains } from '../keyed/key-chains.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { poolData } from '../keyed/pool-data.ts';

export function openPiscinaChained(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const chains = new KeyChains();
  const pool = new Piscina({
    filename: sibling(import.meta.url, './handle.worker').href,
    minThreads: options.workers,
    maxThreads: options.workers,
    recordTiming: false,
    workerData: poolData(options, slots),
  });
  return Promise.resolve(callPeer({ slots, call: (at, tag) => chains.run(tag, () => pool.run(at)), close: () => pool.destroy() }));
}

// piscina with a pool of one thread for each shard: a tag always goes to the same thread, and since handlers are synchronous a thread
// takes its packets one after the other. Many tasks are handed to a thread at once, which is piscina's fastest way.
import { Piscina } from 'piscina';
import { sibling } from '../../measure/sibling.ts';
import { callPeer } from '../keyed/call-peer.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { poolData } from '../keyed/pool-data.ts';
import { shardOf } from '../keyed/shard-of.ts';

export function openPiscinaSharded(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const workerData = poolData(options, slots);
  const pools = Array.from({ length: options.workers }, () => {
    const filename = sibling(import.meta.url, './handle.worker').href;
    return new Piscina({ filename, minThreads: 1, maxThreads: 1, concurrentTasksPerWorker: WINDOW, recordTiming: false, workerData });
  });
  return Promise.resolve(
    callPeer({
      slots,
      call: (at, tag) => pools[shardOf(tag, pools.length)]!.run(at),
      close: async () => {
        await Promise.all(pools.map((pool) => pool.destroy()));
      },
    }),
  );
}

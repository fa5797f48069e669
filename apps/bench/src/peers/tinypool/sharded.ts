// tinypool with a pool of one thread for each shard; see piscina's.
import { Tinypool } from 'tinypool';
import { sibling } from '../../measure/sibling.ts';
import { callPeer } from '../keyed/call-peer.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { poolData } from '../keyed/pool-data.ts';
import { shardOf } from '../keyed/shard-of.ts';

export function openTinypoolSharded(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const workerData = poolData(options, slots);
  const pools = Array.from({ length: options.workers }, () => {
    const filename = sibling(import.meta.url, './handle.worker').href;
    return new Tinypool({ filename, minThreads: 1, maxThreads: 1, concurrentTasksPerWorker: WINDOW, workerData });
  });
  return Promise.resolve(
    callPeer({
      slots,
      call: (at, tag) => pools[shardOf(tag, pools.length)]!.run(at) as Promise<unknown>,
      close: async () => {
        await Promise.all(pools.map((pool) => pool.destroy()));
      },
    }),
  );
}

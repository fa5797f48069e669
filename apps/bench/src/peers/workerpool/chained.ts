// workerpool with a chain of promises per key: it gives a thread one task at a time, so shards of one thread gain nothing.
import { fileURLToPath } from 'node:url';
import workerpool from 'workerpool';
import { sibling } from '../../measure/sibling.ts';
import { callPeer } from '../keyed/call-peer.ts';
import { KeyChains } from '../keyed/key-chains.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { poolData } from '../keyed/pool-data.ts';

export function openWorkerpoolChained(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const chains = new KeyChains();
  const { workers } = options;
  const pool = workerpool.pool(fileURLToPath(sibling(import.meta.url, './handle.worker')), {
    workerType: 'thread',
    minWorkers: workers,
    maxWorkers: workers,
    workerThreadOpts: { workerData: poolData(options, slots) },
  });
  return Promise.resolve(
    callPeer({
      slots,
      call: (at, tag) => chains.run(tag, () => pool.exec('handle', [at])),
      close: async () => {
        await pool.terminate();
      },
    }),
  );
}

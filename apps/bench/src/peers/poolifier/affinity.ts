// poolifier with a task function for each shard, pinned to a thread of its own (`workerNodeKeys`).
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { FixedThreadPool } from 'poolifier';
import { sibling } from '../../measure/sibling.ts';
import { callPeer } from '../keyed/call-peer.ts';
import type { HandlerData } from '../keyed/handler.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { poolData } from '../keyed/pool-data.ts';
import { shardOf } from '../keyed/shard-of.ts';
import { shardName } from './shards.ts';

export interface PoolifierData {
  readonly handler: HandlerData;
  readonly workers: number;
}

/** `destroy` does not always come to an end; the process of the variant ends anyway. */
const DESTROY_MS = 1000;

export async function openPoolifierAffinity(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const { workers } = options;
  const data: PoolifierData = { handler: poolData(options, slots), workers };
  const pool = new FixedThreadPool<number>(workers, fileURLToPath(sibling(import.meta.url, './handle.worker')), {
    workerOptions: { workerData: data },
  });
  // Until its threads have said which functions they have, the pool sends a task to any of them, and calls itself ready all the same.
  while (pool.listTaskFunctionsProperties().length === 0) await setTimeout(1);
  const names = Array.from({ length: workers }, (_, shard) => shardName(shard));
  return callPeer({
    slots,
    call: (at, tag) => pool.execute(at, names[shardOf(tag, workers)]),
    close: () => Promise.race([pool.destroy(), setTimeout(DESTROY_MS)]),
  });
}

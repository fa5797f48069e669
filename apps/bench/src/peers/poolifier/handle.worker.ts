import { workerData } from 'node:worker_threads';
import { ThreadWorker } from 'poolifier';
import { makeHandler } from '../keyed/handler.ts';
import type { PoolifierData } from './affinity.ts';
import { shardName } from './shards.ts';

const { handler, workers } = workerData as PoolifierData;
const handle = makeHandler(handler);
const task = (at?: number): void => handle(at!);
const pinned = Array.from({ length: workers }, (_, shard) => [shardName(shard), { taskFunction: task, workerNodeKeys: [shard] }]);

const worker: ThreadWorker<number, void> = new ThreadWorker(Object.fromEntries(pinned) as Record<string, { taskFunction: typeof task }>);

export default worker;

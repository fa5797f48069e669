import type { Worker } from 'node:worker_threads';
import { sibling } from '../../measure/sibling.ts';
import type { HandlerData } from '../keyed/handler.ts';
import type { PeerOptions } from '../keyed/keyed-peer.ts';
import type { PayloadSlots } from '../keyed/payload-slots.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

export function startEchoThreads({ workers, evidence, stamps }: PeerOptions, slots: PayloadSlots): Promise<Worker[]> {
  const data = (worker: number): HandlerData => ({ payloads: slots.region, worker, evidence, stamps });
  return startThreads(sibling(import.meta.url, './echo.worker'), workers, data);
}

export async function stopEchoThreads(threads: readonly Worker[]): Promise<void> {
  for (const thread of threads) thread.postMessage(null);
  await ended(threads);
}

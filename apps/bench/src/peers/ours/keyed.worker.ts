// Handles packets whose payloads lie in a pool.
import { workerData } from 'node:worker_threads';
import { DistributorWorker, PacketBurst, PayloadPool, spinThenPark } from '@dist/core';
import { makeHandler, witnessOf } from '../keyed/handler.ts';
import { Payloads } from '../keyed/payload.ts';
import type { KeyedWorkerData } from './keyed.ts';

const { region, handler, worker, burst, claim, spins } = workerData as KeyedWorkerData;
const side = DistributorWorker.attach(region, worker, { wait: spinThenPark({ spins }) });
side.claimLimit = claim;
const pool = PayloadPool.attach(handler.payloads);
const payloads = new Payloads(handler.payloads);
const witness = witnessOf(handler);
const handle = makeHandler(handler, witness);

/** A function of its own, which V8 optimises better than the body of a module. */
function serve(packets: PacketBurst): void {
  const { tags, handles } = packets;
  while (side.getPackets(packets, packets) > 0) {
    for (let i = 0; i < packets.count; i++) handle(pool.offset(handles[i]!) >>> 2);
    if (witness === undefined) continue;
    for (let i = 0; i < packets.count; i++) witness.handedBack(payloads.packet(pool.offset(handles[i]!) >>> 2), tags[i]!);
  }
}

serve(new PacketBurst(burst));

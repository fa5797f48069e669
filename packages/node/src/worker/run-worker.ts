// The life of a worker of the high-level form, in its own thread.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DistributorWorker, PacketBurst, eventLoop } from '@dist/core';
import { nextClaimLimit } from './claim-pace.ts';
import type { PacketHandler } from './packet-handler.ts';

/** Milliseconds that a worker may go on from packet to packet before its event loop gets a turn. */
const TURN_MS = 2;
/** Looks for packets before it sleeps: with that, a wake is rarely needed while packets keep coming. */
const SPINS = 500;

/**
 * Gets packets, handles them and hands them back until the distributor is closed or a packet fails.
 * @returns whether the distributor was closed.
 */
export async function runWorker(worker: DistributorWorker, burst: number, handler: PacketHandler): Promise<boolean> {
  const packets = new PacketBurst(burst);
  const wait = eventLoop({ spins: SPINS, turn: nextTurn });
  let turnedAt = performance.now();
  worker.claimLimit = 1;
  for (;;) {
    const count = await worker.getPacketsAsync(packets, packets, wait);
    if (count === 0) return true;
    const startedAt = performance.now();
    for (let i = 0; i < count; i++) {
      worker.starting(i);
      const handled = handler.handle(packets, i);
      if (!(typeof handled === 'boolean' ? handled : await handled)) return false;
    }
    const now = performance.now();
    worker.claimLimit = nextClaimLimit(worker.claimLimit, count, now - startedAt, burst);
    if (now - turnedAt < TURN_MS) continue;
    await nextTurn();
    turnedAt = performance.now();
  }
}

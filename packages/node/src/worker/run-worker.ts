// The life of a worker of the high-level form, in its own thread.
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type DistributorWorker, PacketBurst, eventLoop } from '@dist/core';
import { nextClaimLimit } from './claim-pace.ts';
import type { PacketHandler } from './packet-handler.ts';

/** Milliseconds that a worker may go on from packet to packet before its event loop gets a turn. */
const TURN_MS = 2;
/** Looks for packets before it sleeps: as long as a wake takes, which costs the distributor's thread as much as some packets. */
const SPINS = 4000;

/**
 * Gets packets, handles them and hands them back until the distributor is closed or a packet fails.
 * @returns whether the distributor was closed.
 */
export async function runWorker(worker: DistributorWorker, burst: number, handler: PacketHandler): Promise<boolean> {
  const packets = new PacketBurst(burst);
  const finished = new PacketBurst(burst);
  const wait = eventLoop({ spins: SPINS, turn: nextTurn });
  let turnedAt = performance.now();
  worker.claimLimit = 1;
  for (;;) {
    const count = await worker.getPacketsAsync(packets, finished, wait);
    if (count === 0) return true;
    const startedAt = performance.now();
    /** Packets that have gone back already. */
    let handedBack = 0;
    let waited = false;
    for (let i = 0; i < count; i++) {
      worker.starting(i);
      const handled = handler.handle(packets, i);
      if (typeof handled === 'boolean') {
        if (!handled) return false;
        continue;
      }
      // Nobody knows how long this one takes: the packets before it must not wait for it.
      if (i > handedBack) {
        copy(packets, handedBack, i, finished);
        worker.requestPackets(finished);
        handedBack = i;
      }
      waited = true;
      if (!(await handled)) return false;
    }
    const now = performance.now();
    // A handler that waits may take any time at all the next time, however quick it was now.
    worker.claimLimit = waited ? 1 : nextClaimLimit(worker.claimLimit, count, now - startedAt, burst);
    copy(packets, handedBack, count, finished);
    if (now - turnedAt < TURN_MS) continue;
    await nextTurn();
    turnedAt = performance.now();
  }
}

/** Puts the packets from one index up to another into an empty burst. */
function copy(packets: PacketBurst, from: number, to: number, into: PacketBurst): void {
  for (let i = from; i < to; i++) into.push(packets.tags[i]!, packets.handles[i]!);
}

// Our own: packets with payloads in a pool, through the functions of @dist/core.
import { setTimeout } from 'node:timers/promises';
import { Distributor, PayloadPool } from '@dist/core';
import { sibling } from '../../measure/sibling.ts';
import type { HandlerData } from '../keyed/handler.ts';
import type { Intake } from '../keyed/intake.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, OpenPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PAYLOAD_BYTES, Payloads } from '../keyed/payload.ts';
import { spinsFor } from '../keyed/spins.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';

export interface DistKeyedOptions {
  readonly burst: number;
  /** Packets that a worker claims at once, at most `burst`: what it has claimed, nobody else can take. */
  readonly claim?: number;
  /** Milliseconds that the main thread sleeps when there is nothing to do, instead of being woken by every hand-back: lanes must last as long. */
  readonly nap?: number;
  /** Looks of the main thread before it waits, where it is not to be as many as the peers'. */
  readonly looks?: number;
  /** With it, no more packets are out than the lanes hold: what is beyond waits in the distributor, at the price of a flow record each. */
  readonly credits?: number;
}

export interface KeyedWorkerData {
  readonly region: SharedArrayBuffer;
  readonly handler: HandlerData;
  readonly worker: number;
  readonly burst: number;
  readonly claim: number;
  readonly spins: number;
}

export const openDist =
  (options: DistKeyedOptions): OpenPeer =>
  (peer) =>
    open(options, peer);

async function open({ burst, claim = burst, credits, nap, looks }: DistKeyedOptions, { workers, evidence, stamps }: PeerOptions): Promise<KeyedPeer> {
  const spins = spinsFor(workers);
  const patience = looks ?? spins.main;
  const pool = PayloadPool.create({ buffers: WINDOW, bytes: PAYLOAD_BYTES });
  // Buffers are allocated once: those that come back carry the next packets, as the peers' places do.
  const free = Uint32Array.from({ length: WINDOW }, () => pool.allocate());
  let freeCount = WINDOW;
  const capacity = credits === undefined ? WINDOW : Math.min(WINDOW, workers * credits);
  const distributor = Distributor.create({ workers, burst, capacity, ...(credits === undefined ? {} : { credits }) });
  const data = (worker: number): KeyedWorkerData => {
    const handler = { payloads: pool.region, worker, evidence, stamps };
    return { region: distributor.region, handler, worker, burst, claim, spins: spins.worker };
  };
  const threads = await startThreads(sibling(import.meta.url, './keyed.worker'), workers, data);
  const chunk = Math.min(128, Math.max(32, 2 * burst));
  const input = distributor.createBurst(chunk);
  const output = distributor.createBurst(256);
  const places = new Int32Array(output.capacity);

  const fill = (intake: Intake): void => {
    const { tags, handles, count } = input;
    const end = Math.min(chunk, count + Math.min(intake.ready, freeCount));
    for (let at = count; at < end; at++) {
      const handle = free[--freeCount]!;
      handles[at] = handle;
      tags[at] = intake.next(pool.offset(handle) >>> 2);
    }
    input.count = end;
  };
  const drain = (intake: Intake): number => {
    const count = distributor.returnedPackets(output);
    const { handles } = output;
    for (let i = 0; i < count; i++) {
      const handle = handles[i]!;
      places[i] = pool.offset(handle) >>> 2;
      free[freeCount++] = handle;
    }
    intake.allBack(places, count);
    return count;
  };

  const step = (intake: Intake): number => {
    fill(intake);
    const accepted = input.count > 0 ? distributor.tryProcess(input) : 0;
    return accepted + drain(intake);
  };

  return {
    payloads: new Payloads(pool.region),
    step,
    async run(intake): Promise<void> {
      for (let idle = 0; intake.returned < intake.count; ) {
        idle = step(intake) > 0 ? 0 : idle + 1;
        if (nap !== undefined && idle > 0) {
          await setTimeout(nap);
        } else if (idle > patience) {
          await distributor.activity();
          idle = 0;
        }
      }
    },
    async close(): Promise<void> {
      distributor.close();
      await ended(threads);
    },
  };
}

// ringbuf.js, two rings for each worker, batches of 32, static sharding, and waiting written by hand: the fastest keyed hand-over that
// one can assemble from packages. Rings hold more than may be out, so a push never falls short.
import { RingBuffer } from 'ringbuf.js';
import { sibling } from '../../measure/sibling.ts';
import type { HandlerData } from '../keyed/handler.ts';
import type { Intake } from '../keyed/intake.ts';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { shardOf } from '../keyed/shard-of.ts';
import { ended, startThreads } from '../keyed/start-threads.ts';
import { spinsFor } from '../keyed/spins.ts';
import { Sleepers } from './waiting.ts';

export const BATCH = 32;
/** In place of a packet: the worker ends. */
export const CLOSE = -1;

export interface RingWorkerData {
  readonly handler: HandlerData;
  readonly worker: number;
  readonly workers: number;
  readonly down: SharedArrayBuffer;
  readonly up: SharedArrayBuffer;
  readonly sleepers: SharedArrayBuffer;
  readonly spins: number;
}

/** One worker's rings and the batch that fills for it. */
class Shard {
  readonly down = RingBuffer.getStorageForCapacity(2 * WINDOW, Int32Array);
  readonly up = RingBuffer.getStorageForCapacity(2 * WINDOW, Int32Array);
  readonly source = new RingBuffer(this.up, Int32Array);
  readonly #sink = new RingBuffer(this.down, Int32Array);
  readonly #batch = new Int32Array(BATCH);
  #count = 0;

  /** True when that made a whole batch. */
  add(at: number): boolean {
    this.#batch[this.#count++] = at;
    return this.#count === BATCH;
  }

  /** False when there was nothing to send. */
  send(): boolean {
    if (this.#count === 0) return false;
    this.#sink.push(this.#batch, this.#count);
    this.#count = 0;
    return true;
  }
}

export async function openRingbufSharded({ workers, evidence, stamps }: PeerOptions): Promise<KeyedPeer> {
  const spins = spinsFor(workers);
  const slots = new PayloadSlots(WINDOW);
  const shards = Array.from({ length: workers }, () => new Shard());
  const sleepers = new Sleepers(workers + 1);
  const data = (worker: number): RingWorkerData => {
    const { down, up } = shards[worker]!;
    const handler = { payloads: slots.region, worker, evidence, stamps };
    return { handler, worker, workers, down, up, sleepers: sleepers.region, spins: spins.worker };
  };
  const threads = await startThreads(sibling(import.meta.url, './ring.worker'), workers, data);
  const batch = new Int32Array(BATCH);
  const nothingToDo = (): boolean => shards.every(({ source }) => source.empty());

  const fill = (intake: Intake): void => {
    for (let more = Math.min(intake.ready, slots.available); more > 0; more--) {
      const at = slots.allocate();
      const worker = shardOf(intake.next(at), workers);
      const shard = shards[worker]!;
      if (shard.add(at)) {
        shard.send();
        sleepers.wake(worker);
      }
    }
  };
  const drain = (intake: Intake): number => {
    let taken = 0;
    for (let worker = 0; worker < workers; worker++) {
      const count = shards[worker]!.source.pop(batch, BATCH);
      intake.allBack(batch, count);
      for (let i = 0; i < count; i++) slots.release(batch[i]!);
      taken += count;
    }
    return taken;
  };
  const sendRest = (): void => {
    for (let worker = 0; worker < workers; worker++) if (shards[worker]!.send()) sleepers.wake(worker);
  };
  const step = (intake: Intake): number => {
    const before = intake.sent;
    fill(intake);
    const moved = drain(intake) + intake.sent - before;
    // Batches fill up while packets come back; when none do, what there is goes as it is.
    if (moved === 0) sendRest();
    return moved;
  };

  return {
    payloads: slots.payloads,
    step,
    run(intake): Promise<void> {
      for (let idle = 0; intake.returned < intake.count; ) {
        idle = step(intake) > 0 ? 0 : idle + 1;
        if (idle > spins.main) {
          sleepers.sleep(workers, nothingToDo);
          idle = 0;
        }
      }
      return Promise.resolve();
    },
    async close(): Promise<void> {
      for (const [worker, shard] of shards.entries()) {
        shard.add(CLOSE);
        shard.send();
        sleepers.wake(worker);
      }
      await ended(threads);
    },
  };
}

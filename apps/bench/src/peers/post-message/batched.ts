// postMessage by hand in batches of up to 64, static sharding. A batch that is not full is held back while its thread has work, so
// that batches stay large.
import type { Worker } from 'node:worker_threads';
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import type { Intake } from '../keyed/intake.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { shardOf } from '../keyed/shard-of.ts';
import { startEchoThreads, stopEchoThreads } from './echo-threads.ts';

const BATCH = 64;

/** A thread, the batch that fills for it, and how many of its batches are out. */
class Shard {
  readonly thread: Worker;
  readonly #batch = new Int32Array(BATCH);
  #count = 0;
  #out = 0;

  constructor(thread: Worker) {
    this.thread = thread;
  }

  add(at: number): void {
    this.#batch[this.#count++] = at;
    if (this.#count === BATCH) this.#send();
  }

  answered(): void {
    this.#out--;
  }

  sendIfIdle(): void {
    if (this.#count > 0 && this.#out === 0) this.#send();
  }

  #send(): void {
    this.thread.postMessage(this.#batch.slice(0, this.#count));
    this.#count = 0;
    this.#out++;
  }
}

export async function openPostMessageBatched(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const threads = await startEchoThreads(options, slots);
  const shards = threads.map((thread) => new Shard(thread));
  return {
    payloads: slots.payloads,
    run(intake: Intake): Promise<void> {
      return new Promise((resolve) => {
        const pump = (): void => {
          for (let more = Math.min(intake.ready, slots.available); more > 0; more--) {
            const at = slots.allocate();
            const tag = intake.next(at);
            shards[shardOf(tag, shards.length)]!.add(at);
          }
          for (const shard of shards) shard.sendIfIdle();
        };
        const listeners = shards.map((shard) => (batch: Int32Array) => {
          shard.answered();
          intake.allBack(batch, batch.length);
          for (const at of batch) slots.release(at);
          pump();
          if (intake.returned < intake.count) return;
          for (const [index, thread] of threads.entries()) thread.off('message', listeners[index]!);
          resolve();
        });
        for (const [index, thread] of threads.entries()) thread.on('message', listeners[index]!);
        pump();
      });
    },
    close: () => stopEchoThreads(threads),
  };
}

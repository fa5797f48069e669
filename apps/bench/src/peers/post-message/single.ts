// postMessage by hand, a packet a message: a tag always goes to the same thread (static sharding), so order keeps itself.
import { WINDOW } from '../keyed/keyed-peer.ts';
import type { KeyedPeer, PeerOptions } from '../keyed/keyed-peer.ts';
import type { Intake } from '../keyed/intake.ts';
import { PayloadSlots } from '../keyed/payload-slots.ts';
import { shardOf } from '../keyed/shard-of.ts';
import { startEchoThreads, stopEchoThreads } from './echo-threads.ts';

export async function openPostMessageSingle(options: PeerOptions): Promise<KeyedPeer> {
  const slots = new PayloadSlots(WINDOW);
  const threads = await startEchoThreads(options, slots);
  return {
    payloads: slots.payloads,
    run(intake: Intake): Promise<void> {
      return new Promise((resolve) => {
        const pump = (): void => {
          for (let more = Math.min(intake.ready, slots.available); more > 0; more--) {
            const at = slots.allocate();
            const tag = intake.next(at);
            threads[shardOf(tag, threads.length)]!.postMessage(at);
          }
        };
        const answered = (at: number): void => {
          intake.back(at);
          slots.release(at);
          pump();
          if (intake.returned < intake.count) return;
          for (const thread of threads) thread.off('message', answered);
          resolve();
        };
        for (const thread of threads) thread.on('message', answered);
        pump();
      });
    },
    close: () => stopEchoThreads(threads),
  };
}

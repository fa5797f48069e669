// Peers that take one packet a call and answer by a promise: as many calls are open as there are payload places.
import type { Intake } from './intake.ts';
import type { KeyedPeer } from './keyed-peer.ts';
import type { PayloadSlots } from './payload-slots.ts';

export interface CallPeerOptions {
  readonly slots: PayloadSlots;
  /** Has the packet at a word handled; the promise is resolved when it is. */
  readonly call: (at: number, tag: number) => PromiseLike<unknown>;
  readonly close: () => Promise<void>;
}

export function callPeer({ slots, call, close }: CallPeerOptions): KeyedPeer {
  return {
    payloads: slots.payloads,
    close,
    run(intake: Intake): Promise<void> {
      return new Promise((resolve, reject) => {
        const pump = (): void => {
          for (let more = Math.min(intake.ready, slots.available); more > 0; more--) {
            const at = slots.allocate();
            call(at, intake.next(at)).then(() => {
              intake.back(at);
              slots.release(at);
              if (intake.returned === intake.count) resolve();
              else pump();
            }, reject);
          }
        };
        pump();
      });
    },
  };
}

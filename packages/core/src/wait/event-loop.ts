// Waiting without blocking: for a distributor on a main thread, or a worker whose handlers are asynchronous.
import { sleep } from '../memory/shared-memory.ts';
import { requireInteger } from '../require-integer.ts';

/** Options of {@link eventLoop}. */
export interface EventLoopOptions {
  /** Looks before it gives the thread back to its event loop, 0 to 2^20. Default 50: about a microsecond. */
  readonly spins?: number;
  /**
   * A turn of the event loop, taken now and then while workers keep handing back, so that timers and sockets get theirs.
   * Default: one millisecond's sleep, all that the language itself offers; in Node, `setImmediate` is the better one.
   */
  readonly turn?: () => Promise<unknown>;
}

/** Times that there was no reason to sleep after which a turn is taken. */
const RESTLESS = 16;

/** How the asynchronous calls wait. */
export interface EventLoopWait {
  /**
   * Resolves once `look` has returned true.
   * @param look one attempt; true when the wait is over.
   * @param park a promise that is resolved when looking again makes sense, or undefined when it does so at once.
   */
  until(look: () => boolean, park: () => Promise<unknown> | undefined): Promise<void>;
}

/** Looks a few times, then awaits a wake (`Atomics.waitAsync`): the event loop is never blocked. */
export function eventLoop(options: EventLoopOptions = {}): EventLoopWait {
  const spins = requireInteger('eventLoop spins', options.spins ?? 50, 0, 2 ** 20);
  const turn = options.turn ?? sleep;
  return {
    async until(look, park): Promise<void> {
      for (let restless = 0; ; ) {
        for (let round = 0; round <= spins; round++) if (look()) return;
        const woken = park();
        if (woken !== undefined) {
          restless = 0;
          await woken;
        } else if (++restless === RESTLESS) {
          restless = 0;
          await turn();
        }
      }
    },
  };
}


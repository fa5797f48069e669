// What a thread's code gets: memory, cells and the rest of the context, each call an operation of the thread.
import { Operation } from '../machine/operation.ts';
import type { ThreadContext } from '../program.ts';
import type { Access } from './access.ts';
import { exploredMemory } from './explored-memory.ts';
import type { Pending } from './pending.ts';
import type { Phrases } from './phrases.ts';
import { rootOf } from './promised.ts';
import { sharedBytes } from './shared-bytes.ts';
import type { ThreadLayout } from './thread-layout.ts';

/** The hands of a thread runner. */
export interface Hands {
  readonly access: Access;
  readonly checkpoint: (where: string, state: readonly unknown[]) => void;
  readonly pending: Pending;
  readonly phrases: Phrases;
}

export function threadContextOf(hands: Hands, layout: ThreadLayout, buffer: SharedArrayBuffer): ThreadContext {
  const { words, cells, ended, event } = layout;
  const { access, pending, phrases } = hands;
  return {
    memory: exploredMemory(access, 0, words, buffer, pending),
    cells: exploredMemory(access, cells, ended - cells, buffer, pending),
    bytes: sharedBytes(access, words),
    share: (): void => void access(Operation.SHARE, 0, 0, 0),
    checkpoint: (where, ...state): void => {
      hands.checkpoint(where, state);
    },
    doing: (what): void => void access(Operation.DOING, 0, phrases.numberOf(what), 0),
    record: (kind, packet, tag, worker): void => void access(event, kind | (worker << 8), packet | 0, tag | 0),
    hasEnded: (thread): boolean => access(Operation.LOAD, ended + thread, 0, 0) !== 0,
    idle: (activity, known = 0): void => {
      const promised = activity === undefined ? undefined : rootOf(activity);
      while (promised?.outcome === undefined) {
        const result = access(Operation.IDLE, 0, known, pending.idlesOn);
        if (result === 0) return;
        pending.resolve(result);
      }
    },
  };
}

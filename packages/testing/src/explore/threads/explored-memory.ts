// Core's memory seam as a thread of a program sees it: every access becomes an operation of the thread.
import type { Memory } from '@dist/core';
import { Operation } from '../machine/operation.ts';
import { askedAt } from '../machine/promise-places.ts';
import type { Access } from './access.ts';
import type { Pending } from './pending.ts';
import { Promised } from './promised.ts';

/**
 * @param first the first of the words among the machine's.
 * @param pending gets what `waitAsync` returns.
 */
export function exploredMemory(access: Access, first: number, words: number, buffer: SharedArrayBuffer, pending: Pending): Memory {
  const at = (index: number): number => {
    if (index >= 0 && index < words && Number.isInteger(index)) return first + index;
    throw new RangeError(`word ${index} is not one of the ${words} shared words`);
  };
  return {
    buffer,
    load: (index) => access(Operation.LOAD, at(index), 0, 0),
    store: (index, value) => void access(Operation.STORE, at(index), value | 0, 0),
    add: (index, value) => access(Operation.ADD, at(index), value | 0, 0),
    exchange: (index, value) => access(Operation.EXCHANGE, at(index), value | 0, 0),
    compareExchange: (index, expected, value) => access(Operation.COMPARE_EXCHANGE, at(index), expected | 0, value | 0),
    read: (index) => access(Operation.READ, at(index), 0, 0),
    write: (index, value) => void access(Operation.WRITE, at(index), value | 0, 0),
    copyIn: (index, from, start, count) => {
      for (let i = 0; i < count; i++) access(Operation.WRITE, at(index + i), from[start + i]! | 0, 0);
    },
    copyOut: (index, into, start, count) => {
      for (let i = 0; i < count; i++) into[start + i] = access(Operation.READ, at(index + i), 0, 0);
    },
    wait: (index, value, milliseconds) => void access(Operation.WAIT, at(index), value | 0, milliseconds < Infinity ? 1 : 0),
    waitAsync: (index, value, milliseconds = Infinity): Promise<unknown> | undefined => {
      const timed = milliseconds < Infinity;
      const place = pending.free(timed);
      if (access(Operation.WAIT_ASYNC, at(index), value | 0, askedAt(place, timed)) === 0) return undefined;
      const promised = new Promised(timed);
      pending.add(place, promised);
      return promised as unknown as Promise<unknown>;
    },
    notify: (index, count) => void access(Operation.NOTIFY, at(index), count, 0),
    pause: () => void access(Operation.PAUSE, 0, 0, 0),
  };
}

import { describe, expect, it } from 'vitest';

import { DONE, FAILED, PacketBurst } from '../packet-burst.ts';
import { markOf } from '../slot/mark.ts';
import { CallerReturns } from './caller-returns.ts';

/** A burst that is full of what a caller left in it. */
function used(capacity: number): PacketBurst {
  const burst = new PacketBurst(capacity);
  burst.count = capacity;
  burst.attempts.fill(9);
  burst.outcomes.fill(FAILED);
  return burst;
}

describe('CallerReturns', () => {
  it('has places in the burst that is open, as many as fit, for packets of a first attempt that are done', () => {
    const returns = new CallerReturns();
    const burst = used(4);
    returns.open(burst);
    expect([burst.count, returns.place, returns.tags, returns.handles]).toEqual([0, 0, burst.tags, burst.handles]);
    expect([returns.grow(3), returns.place, burst.count]).toEqual([3, 3, 3]);
    expect([[...burst.attempts], [...burst.outcomes]]).toEqual([[1, 1, 1, 9], [DONE, DONE, DONE, FAILED]]);
    expect([returns.grow(3), returns.place, returns.grow(1)]).toEqual([1, 4, 0]);
  });

  it('tells what is unusual about a packet where it stands', () => {
    const returns = new CallerReturns();
    const burst = new PacketBurst(2);
    returns.open(burst);
    returns.grow(2);
    returns.mark(1, markOf(4, FAILED));
    expect([[...burst.attempts], [...burst.outcomes]]).toEqual([[1, 4], [DONE, FAILED]]);
  });

  it('has no place while nobody takes packets, and leaves a burst alone that was closed', () => {
    const returns = new CallerReturns();
    const burst = used(2);
    expect([returns.place, returns.grow(2)]).toEqual([0, 0]);
    returns.open(burst);
    returns.close();
    returns.mark(0, markOf(4, FAILED));
    expect([returns.grow(1), burst.count, returns.tags.length, returns.handles.length]).toEqual([0, 0, 0, 0]);
    expect([...burst.attempts]).toEqual([9, 9]);
  });
});

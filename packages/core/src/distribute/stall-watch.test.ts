import { describe, expect, it } from 'vitest';

import { StallWatch } from './stall-watch.ts';

/** Worker 0 has 5 packets published and 2 claimed; worker 1 finishes packets. */
function watched(): StallWatch {
  const stalls = new StallWatch(2, 10);
  stalls.watch(0, 2, 5, 1);
  return stalls;
}

describe('StallWatch', () => {
  it('finds a worker stalled that claims nothing while others finish more than its patience', () => {
    const stalls = watched();
    stalls.collected(1, 10);
    expect([stalls.watch(0, 2, 5, 1), stalls.isStalled(0)]).toEqual([false, false]);
    stalls.collected(1, 1);
    expect([stalls.watch(0, 2, 5, 1), stalls.isStalled(0), stalls.isStalled(1)]).toEqual([true, true, false]);
  });

  it('finds no worker stalled for whom nothing waits', () => {
    const stalls = watched();
    stalls.collected(1, 1000);
    expect([stalls.watch(0, 2, 2, 1), stalls.isStalled(0)]).toEqual([false, false]);
  });

  it.each([
    ['claims', (stalls: StallWatch) => stalls.watch(0, 3, 5, 1)],
    ['hands back', (stalls: StallWatch) => stalls.collected(0, 1)],
    ['gets its first packet', (stalls: StallWatch) => stalls.moved(0)],
    ['is another one, in the same slot', (stalls: StallWatch) => stalls.joined(0)],
  ])('begins anew when the worker %s', (_, moves) => {
    const stalls = watched();
    stalls.collected(1, 11);
    stalls.watch(0, 2, 5, 1);
    moves(stalls);
    expect(stalls.isStalled(0)).toBe(false);
    stalls.watch(0, 3, 5, 1);
    stalls.collected(1, 10);
    expect(stalls.watch(0, 3, 5, 1)).toBe(false);
    stalls.collected(1, 1);
    expect(stalls.watch(0, 3, 5, 1)).toBe(true);
  });

  it('has patience for each of the others: where many finish packets, more of them say nothing', () => {
    const stalls = watched();
    stalls.collected(1, 30);
    expect(stalls.watch(0, 2, 5, 3)).toBe(false);
    stalls.collected(1, 1);
    expect(stalls.watch(0, 2, 5, 3)).toBe(true);
  });

  it('finds nothing to take from a worker that has stalled once its lane is empty', () => {
    const stalls = watched();
    stalls.collected(1, 11);
    stalls.watch(0, 2, 5, 1);
    expect([stalls.watch(0, 2, 2, 1), stalls.isStalled(0)]).toEqual([false, true]);
  });

  it('has the same patience when its count of packets wraps', () => {
    const stalls = watched();
    for (let i = 0; i < 4; i++) stalls.collected(1, 2 ** 30);
    stalls.moved(0);
    stalls.collected(1, 10);
    expect(stalls.watch(0, 2, 5, 1)).toBe(false);
    stalls.collected(1, 1);
    expect(stalls.watch(0, 2, 5, 1)).toBe(true);
  });

  it('doubts a worker that has stalled until it claims, or another one comes', () => {
    const doubts = (then: (stalls: StallWatch) => void): boolean[] => {
      const stalls = watched();
      const before = stalls.isDoubted(0);
      stalls.collected(1, 11);
      stalls.watch(0, 2, 5, 1);
      // It gets a packet.
      stalls.moved(0);
      const during = stalls.isDoubted(0);
      then(stalls);
      return [before, during, stalls.isDoubted(0)];
    };
    expect(doubts((stalls) => stalls.watch(0, 2, 3, 1))).toEqual([false, true, true]);
    expect(doubts((stalls) => stalls.watch(0, 3, 3, 1))).toEqual([false, true, false]);
    expect(doubts((stalls) => { stalls.joined(0); })).toEqual([false, true, false]);
  });
});

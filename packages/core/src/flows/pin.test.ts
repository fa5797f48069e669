import { describe, expect, it } from 'vitest';

import { pinnedElsewhere, pinnedOnce, pinnedWorker } from './pin.ts';

describe('a pin', () => {
  it('counts the packets of one worker, whatever its number, and knows nobody when they are gone', () => {
    for (const worker of [0, 1, 511, 1023]) {
      let pin = 0;
      for (let packets = 0; packets < 512; packets++) pin = pinnedOnce(pin, worker);
      expect([pinnedWorker(pin), pinnedElsewhere(pin, worker), pinnedElsewhere(pin, worker ^ 1)]).toEqual([worker, false, true]);
      pin -= 511;
      expect(pinnedWorker(pin)).toBe(worker);
      expect(pinnedWorker(pin - 1)).toBe(-1);
    }
  });

  it('is open to everybody once it counts nothing, and then another worker takes it', () => {
    const left = pinnedOnce(0, 7) - 1;
    expect([pinnedElsewhere(left, 3), pinnedWorker(pinnedOnce(left, 3))]).toEqual([false, 3]);
  });
});

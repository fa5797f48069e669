import { describe, expect, it } from 'vitest';

import { countedOnce, hasRecords, pinnedOnce, pinnedWorker, speaksAgainst, uncountedOnce, withRecords, withoutRecords } from './pin.ts';

describe('a pin', () => {
  it('counts the packets of one worker, whatever its number, and knows nobody when they are gone', () => {
    for (const worker of [0, 1, 511, 1023]) {
      let pin = 0;
      for (let packets = 0; packets < 512; packets++) pin = pinnedOnce(pin, worker);
      expect([pinnedWorker(pin), speaksAgainst(pin, worker), speaksAgainst(pin, worker ^ 1)]).toEqual([worker, false, true]);
      pin -= 511;
      expect(pinnedWorker(pin)).toBe(worker);
      expect(pinnedWorker(pin - 1)).toBe(-1);
    }
  });

  it('is open to everybody once it counts nothing, and then another worker takes it', () => {
    const left = pinnedOnce(0, 7) - 1;
    expect([speaksAgainst(left, 3), pinnedWorker(pinnedOnce(left, 3))]).toEqual([false, 3]);
  });

  it('speaks against every worker while there are records, and tells its own all the same', () => {
    for (const worker of [0, 1, 511, 1023]) {
      for (const packets of [0, 1, 512]) {
        let pin = 0;
        for (let i = 0; i < packets; i++) pin = pinnedOnce(pin, worker);
        const recorded = withRecords(pin);
        expect([speaksAgainst(recorded, worker), speaksAgainst(recorded, worker ^ 1), pinnedWorker(recorded)]).toEqual([true, true, pinnedWorker(pin)]);
        expect(withoutRecords(pinnedOnce(recorded, worker))).toBe(countedOnce(pin, worker));
      }
    }
  });

  it('tells whether there are records, whatever it counts, and counts down as it counts up', () => {
    for (const worker of [0, 1, 511, 1023]) {
      for (const packets of [0, 1, 512]) {
        let pin = 0;
        for (let i = 0; i < packets; i++) pin = pinnedOnce(pin, worker);
        expect([hasRecords(pin), hasRecords(withRecords(pin)), hasRecords(withoutRecords(withRecords(pin)))]).toEqual([false, true, false]);
        expect(pinnedWorker(uncountedOnce(pinnedOnce(pin, worker)))).toBe(pinnedWorker(pin));
        expect(uncountedOnce(pinnedOnce(withRecords(pin), worker)) & 0x7fff).toBe(packets);
      }
    }
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { REGION_WORDS } from '../memory/region.ts';
import { BELL_WORD, BURST_WORD, HANDSHAKE, LANE, LANE_CAPACITY_WORD, NOTE, OWNER, WORKERS_WORD, regionBytes, slotStart, slotWords } from './distributor-layout.ts';

const WORDS_OF_A_LINE_PAIR = 32;
const laneCapacity = fc.integer({ min: 0, max: 9 }).map((power) => 2 ** power);
const worker = fc.nat(1023);

describe('the layout of a region', () => {
  it('keeps the words of the header apart, and the bell on a cache line of its own', () => {
    const written = [WORKERS_WORD, LANE_CAPACITY_WORD, BURST_WORD];
    expect(new Set(written).size).toBe(3);
    expect(Math.min(...written)).toBeGreaterThanOrEqual(REGION_WORDS);
    expect(Math.max(...written)).toBeLessThan(BELL_WORD);
    expect(BELL_WORD % 16).toBe(0);
    expect(BELL_WORD + 16).toBeLessThanOrEqual(slotStart(0, 1));
  });

  it('keeps handshake, note and lane of a slot on line pairs of their own', () => {
    expect([HANDSHAKE, OWNER, LANE].map((at) => at % WORDS_OF_A_LINE_PAIR)).toEqual([0, 0, 0]);
    expect(Math.floor(NOTE / WORDS_OF_A_LINE_PAIR)).not.toBe(Math.floor(HANDSHAKE / WORDS_OF_A_LINE_PAIR));
    expect(new Set([HANDSHAKE, OWNER, NOTE]).size).toBe(3);
    expect(LANE).toBeGreaterThan(NOTE);
  });

  it('starts every slot on a pair of lines, behind all words of the one before', () => {
    fc.assert(
      fc.property(worker, laneCapacity, (id, capacity) => {
        expect(slotStart(id, capacity) % WORDS_OF_A_LINE_PAIR).toBe(0);
        expect(slotStart(id + 1, capacity) - slotStart(id, capacity)).toBe(slotWords(capacity));
        expect(slotWords(capacity)).toBeGreaterThanOrEqual(LANE + 3 * capacity);
      }),
    );
  });

  it('holds all slots in the bytes it asks for', () => {
    fc.assert(
      fc.property(worker, laneCapacity, (last, capacity) => {
        expect(regionBytes(last + 1, capacity)).toBe(4 * (slotStart(last, capacity) + slotWords(capacity)));
      }),
    );
  });
});

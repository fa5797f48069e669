import { describe, expect, it } from 'vitest';

import { RedirectionTable } from './redirection-table.ts';

const entriesOf = (table: RedirectionTable): number[] => Array.from({ length: table.size }, (_, i) => table.entry(i));

describe('RedirectionTable', () => {
  it.each([2, 16, 64, 128, 256, 512, 65_536])('starts with equal shares: %i entries', (size) => {
    const table = new RedirectionTable(size, 3);
    expect(entriesOf(table)).toEqual(Array.from({ length: size }, (_, i) => i % 3));
  });

  it('looks at the low bits of a hash, whether it is signed or not', () => {
    const table = new RedirectionTable(128, 128);
    expect(table.queueOf(0x51ccc178)).toBe(0x78);
    expect(table.queueOf(0xffff_fff0)).toBe(0x70);
    expect(table.queueOf(-16)).toBe(0x70);
    table.setEntry(0x78, 7);
    expect(table.queueOf(0x51ccc178)).toBe(7);
  });

  it('updates the entries that a mask names, in its own group and no other', () => {
    const table = new RedirectionTable(128, 10);
    const before = entriesOf(table);
    const queues = Array.from({ length: 64 }, () => 9);
    table.update(1, (1n << 63n) | 0b101n, queues);
    const expected = before.map((queue, i) => ([64, 66, 127].includes(i) ? 9 : queue));
    expect(entriesOf(table)).toEqual(expected);
  });

  it('does not look at queues that the mask leaves out', () => {
    const table = new RedirectionTable(64, 2);
    table.update(0, 0b10n, [99, 0]);
    expect(table.entry(0)).toBe(0);
    expect(table.entry(1)).toBe(0);
  });

  it('treats a table smaller than a group as one group', () => {
    const table = new RedirectionTable(4, 4);
    table.update(0, 0b1111n, [3, 2, 1, 0]);
    expect(entriesOf(table)).toEqual([3, 2, 1, 0]);
    expect(() => table.update(0, 0b1_0000n, [0, 0, 0, 0, 0])).toThrow(/mask must be bits 0 to 3, got 16/);
    expect(() => table.update(1, 1n, [0])).toThrow(/group .* got 1/);
  });

  it('is as it was after an update it refuses', () => {
    const table = new RedirectionTable(64, 4);
    const before = entriesOf(table);
    expect(() => table.update(0, 0b111n, [3, 3, 4])).toThrow(/queue must be an integer from 0 to 3, got 4/);
    expect(() => table.update(0, 0b111n, [3, 3])).toThrow(/queue must be .* got NaN/);
    expect(() => table.update(0, -1n, [3])).toThrow(/mask .* got -1/);
    expect(() => table.setEntry(64, 0)).toThrow(/index must be an integer from 0 to 63, got 64/);
    expect(() => table.setEntry(0, -1)).toThrow(/queue .* got -1/);
    expect(entriesOf(table)).toEqual(before);
  });

  it('spreads over fewer queues on demand, never over more than it has', () => {
    const table = new RedirectionTable(8, 4);
    table.spread(2);
    expect(entriesOf(table)).toEqual([0, 1, 0, 1, 0, 1, 0, 1]);
    expect(() => table.spread(5)).toThrow(/queues must be an integer from 1 to 4, got 5/);
  });

  it.each([0, 1, 3, 100, 131_072, 2.5, Number.NaN])('refuses %d entries', (size) => {
    expect(() => new RedirectionTable(size, 1)).toThrow(RangeError);
    expect(() => new RedirectionTable(size, 1)).toThrow(String(size));
  });

  it.each([0, -1, 65_537, 1.5])('refuses %d queues', (queues) => {
    expect(() => new RedirectionTable(128, queues)).toThrow(`got ${queues}`);
  });
});

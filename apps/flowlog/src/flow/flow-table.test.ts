import { describe, expect, test } from 'vitest';
import { HASH, KEY_WORDS_SHIFT, hasPorts, packWhat, protocolOf, versionOf } from './flow-keys.ts';
import { FULL, FlowTable } from './flow-table.ts';

const bytes = new Uint8Array(64);
const view = new DataView(bytes.buffer);
const IPV4_TCP = packWhat(4, 6, true);
const IPV6_TCP = packWhat(6, 6, true);
let packet = 0;

/** Finds a flow by its addresses; IPv4 gives 8 bytes of them, IPv6 32. */
function find(table: FlowTable, addresses: readonly number[], what = IPV4_TCP, ports = 0): number {
  bytes.fill(0xaa);
  bytes.set(addresses, 5);
  return table.find(view, 5, what, ports, ++packet);
}

function ipv4(last: number): number[] {
  return [10, 0, 0, 1, 10, (last >> 16) & 0xff, (last >> 8) & 0xff, last & 0xff];
}

describe('FlowTable', () => {
  test('gives dense indexes in order of appearance, the same one to the same flow', () => {
    const table = new FlowTable(100, 1);
    expect([1, 2, 1, 3, 2].map((last) => find(table, ipv4(last)))).toEqual([0, 1, 0, 2, 1]);
    expect(table.size).toBe(3);
    expect(table.indexEnd).toBe(3);
  });

  test('tells flows apart by each part of the tuple: version, each address byte, protocol, each port, and having ports at all', () => {
    const table = new FlowTable(1000, 1);
    const flows: [addresses: number[], what: number, ports: number][] = [];
    for (const [what, length] of [
      [IPV4_TCP, 8],
      [IPV6_TCP, 32],
    ] as const) {
      const base = Array<number>(length).fill(1);
      flows.push([base, what, 0]);
      for (let at = 0; at < length; at++) flows.push([base.with(at, 2), what, 0]);
      for (let bit = 0; bit < 32; bit++) flows.push([base, what, 1 << bit]);
    }
    const base = Array<number>(8).fill(1);
    for (const what of [packWhat(4, 17, true), packWhat(4, 6, false), packWhat(4, 17, false)]) flows.push([base, what, 0]);
    const indexes = flows.map(([addresses, what, ports]) => find(table, addresses, what, ports));
    expect(indexes).toEqual(flows.map((_, index) => index));
    expect(flows.map(([addresses, what, ports]) => find(table, addresses, what, ports))).toEqual(indexes);
  });

  test('keeps flows apart whose hashes fall into one bucket', () => {
    // Two buckets for everybody, and a table that is full to the last record.
    const table = new FlowTable(2, 7);
    const first = find(table, ipv4(1));
    const second = find(table, ipv4(2));
    expect([first, second]).toEqual([0, 1]);
    for (let last = 3; last < 50; last++) expect(find(table, ipv4(last))).toBe(FULL);
    expect([find(table, ipv4(1)), find(table, ipv4(2))]).toEqual([0, 1]);
  });

  test('keeps flows apart whose whole hashes are the same', () => {
    const count = 400_000;
    const table = new FlowTable(count, 1);
    const addresses = (index: number): number[] => {
      const scattered = Math.imul(index, 0x9e3779b1);
      return [10, scattered >>> 24, (scattered >>> 16) & 0xff, (scattered >>> 8) & 0xff, 10, scattered & 0xff, index >>> 8, index & 0xff];
    };
    for (let index = 0; index < count; index++) if (find(table, addresses(index)) !== index) expect.fail(`flow ${String(index)} was taken for another`);
    const hashes = new Set(Array.from({ length: count }, (_, index) => table.words[(index << KEY_WORDS_SHIFT) + HASH]));
    expect(hashes.size).toBeLessThan(count);
    for (let index = 0; index < count; index++) if (find(table, addresses(index)) !== index) expect.fail(`flow ${String(index)} was not found again`);
  });

  test('gives the place of a removed flow to the next one, and finds all others as before', () => {
    const table = new FlowTable(64, 3);
    for (let last = 0; last < 64; last++) find(table, ipv4(last));
    for (let last = 0; last < 64; last += 2) table.remove(last);
    expect(table.size).toBe(32);
    for (let last = 1; last < 64; last += 2) expect(find(table, ipv4(last))).toBe(last);
    for (let last = 0; last < 64; last++) expect(table.isUsed(last)).toBe(last % 2 === 1);
    const again = Array.from({ length: 32 }, (_, index) => find(table, ipv4(1000 + index)));
    expect(again.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, index) => 2 * index));
    expect(find(table, ipv4(0))).toBe(FULL);
  });

  test('holds what it holds through any sequence of insertions and removals', () => {
    const table = new FlowTable(50, 11);
    const model = new Map<number, number>();
    let state = 5;
    for (let step = 0; step < 20_000; step++) {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      const last = (state >>> 8) % 120;
      const known = model.get(last);
      if ((state >>> 28) % 3 === 0 && known !== undefined) {
        table.remove(known);
        model.delete(last);
        continue;
      }
      const flow = find(table, ipv4(last));
      if (known !== undefined) expect(flow).toBe(known);
      else if (model.size === 50) expect(flow).toBe(FULL);
      else {
        expect([...model.values()]).not.toContain(flow);
        model.set(last, flow);
      }
      expect(table.size).toBe(model.size);
    }
  });

  test('notes the last packet of each flow', () => {
    const table = new FlowTable(4, 1);
    const flow = find(table, ipv4(1));
    const at = packet;
    find(table, ipv4(2));
    expect(table.lastSeen(flow)).toBe(at);
    find(table, ipv4(1));
    expect(table.lastSeen(flow)).toBe(packet);
  });
});

test('a what word gives back what was packed', () => {
  for (const version of [4, 6]) {
    for (const protocol of [0, 6, 255]) {
      for (const ports of [true, false]) {
        const what = packWhat(version, protocol, ports);
        expect([versionOf(what), protocolOf(what), hasPorts(what)]).toEqual([version, protocol, ports]);
      }
    }
  }
});

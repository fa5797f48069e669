import { describe, expect, test } from 'vitest';
import { TCP_ACK, TCP_FIN, TCP_RST, TCP_SYN, buildFrame } from '../../test/support/build-frame.ts';
import { workOn } from '../../test/support/work-on.ts';

type Segment = readonly [sequence: number, length: number, flags?: number];

function track(...segments: readonly Segment[]): [repeated: number, outOfOrder: number] {
  const { repeated, outOfOrder } = workOn(
    segments.map(([sequence, length, flags = TCP_ACK]) => ({ frame: buildFrame({ sequence, flags, payload: new Uint8Array(length) }) })),
  );
  return [repeated, outOfOrder];
}

describe('trackTcp', () => {
  test('finds nothing in a connection without loss, across the wrap of sequence numbers', () => {
    const start = 0xffff_fff0;
    expect(track([start, 0, TCP_SYN], [start + 1, 10], [start + 11, 0], [start + 11, 10], [5, 20], [25, 0, TCP_FIN | TCP_ACK], [26, 0])).toEqual([0, 0]);
  });

  test('follows sequence numbers past the largest signed one', () => {
    const start = 0x7fff_fff0;
    expect(track([start, 10], [start + 10, 10], [start + 10, 10], [start + 30, 10], [start + 20, 10], [start + 40, 1])).toEqual([1, 1]);
  });

  test('counts a repeated segment, a repeated SYN and a repeated FIN', () => {
    expect(track([1, 10], [1, 10], [11, 5])).toEqual([1, 0]);
    expect(track([7, 0, TCP_SYN], [7, 0, TCP_SYN], [7, 0, TCP_SYN], [8, 3])).toEqual([2, 0]);
    expect(track([1, 10], [11, 0, TCP_FIN | TCP_ACK], [11, 0, TCP_FIN | TCP_ACK])).toEqual([1, 0]);
  });

  test('counts a keep-alive probe as repeated and an empty acknowledgement never', () => {
    expect(track([1, 10], [10, 1], [10, 0], [5, 0], [500, 0])).toEqual([1, 0]);
  });

  test('counts a segment that later ones have overtaken as out of order, and its repetition as repeated', () => {
    expect(track([0, 10], [20, 10], [10, 10], [30, 10])).toEqual([0, 1]);
    expect(track([0, 10], [20, 10], [10, 10], [10, 10], [20, 10])).toEqual([2, 1]);
  });

  test('knows which part of a gap is filled, from either side and in the middle', () => {
    expect(track([0, 10], [40, 10], [10, 10], [10, 10])).toEqual([1, 1]);
    expect(track([0, 10], [40, 10], [30, 10], [30, 10], [10, 20])).toEqual([1, 2]);
    expect(track([0, 10], [40, 10], [20, 10], [20, 10], [10, 10], [30, 10], [10, 30])).toEqual([2, 3]);
  });

  test('counts a segment that goes on from old bytes to new ones as repeated, once', () => {
    expect(track([0, 10], [5, 10], [15, 10])).toEqual([1, 0]);
    expect(track([0, 10], [20, 10], [5, 25], [10, 10])).toEqual([2, 0]);
  });

  test('starts anew with a SYN of another number, and not with the same one', () => {
    expect(track([1000, 0, TCP_SYN], [1001, 10], [5, 0, TCP_SYN], [6, 10], [6, 10])).toEqual([1, 0]);
    expect(track([1000, 0, TCP_SYN], [1001, 10], [1000, 0, TCP_SYN], [1001, 10])).toEqual([2, 0]);
  });

  test('knows no gap of the connection before', () => {
    expect(track([1000, 0, TCP_SYN], [1001, 10], [1031, 10], [5, 0, TCP_SYN], [6, 1100], [1015, 5])).toEqual([1, 0]);
  });

  test('takes no sequence number from a reset', () => {
    expect(track([0, 10], [0, 4, TCP_RST], [900, 4, TCP_RST], [10, 10])).toEqual([0, 0]);
  });

  test('forgets the oldest of more than four gaps', () => {
    const gaps = [0, 20, 40, 60, 80, 100].map((sequence): Segment => [sequence, 10]);
    expect(track(...gaps, [30, 10], [50, 10], [70, 10], [90, 10])).toEqual([0, 4]);
    expect(track(...gaps, [10, 10])).toEqual([1, 0]);
  });

  test('agrees with a record of every byte, as long as four gaps are enough', () => {
    let state = 99;
    const random = (below: number): number => {
      state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
      return Math.floor((state / 2 ** 32) * below);
    };
    for (let round = 0; round < 300; round++) {
      const segments: Segment[] = [[0, 4]];
      const seen = new Set([0, 1, 2, 3]);
      let [end, repeated, outOfOrder] = [4, 0, 0];
      for (let index = 0; index < 12; index++) {
        const sequence = Math.max(0, end - 12 + random(18));
        const length = 1 + random(6);
        const past = sequence < end;
        if (past && seen.has(sequence)) repeated++;
        else if (past) outOfOrder++;
        for (let byte = sequence; byte < sequence + length; byte++) seen.add(byte);
        end = Math.max(end, sequence + length);
        segments.push([sequence, length]);
        if (gapsOf(seen, end) > 4) break;
        expect([round, ...track(...segments)]).toEqual([round, repeated, outOfOrder]);
      }
    }
  });
});

function gapsOf(seen: ReadonlySet<number>, end: number): number {
  let gaps = 0;
  for (let byte = 1; byte < end; byte++) if (!seen.has(byte) && seen.has(byte - 1)) gaps++;
  return gaps;
}

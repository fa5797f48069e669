import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DONE, FAILED, PacketBurst } from '../packet-burst.ts';
import { markOf } from '../slot/mark.ts';
import { ReturnedRing } from './returned-ring.ts';

interface Packet {
  readonly tag: number;
  readonly handle: number;
  readonly attempt: number;
  readonly outcome: number;
}

const word = fc.integer({ min: 0, max: 0xffff_ffff });
const usual = fc.record({ tag: word, handle: word, attempt: fc.constant(1), outcome: fc.constant(DONE) });
const packet: fc.Arbitrary<Packet> = fc.oneof({ weight: 3, arbitrary: usual }, fc.record({ tag: word, handle: word, attempt: fc.integer({ min: 1, max: 255 }), outcome: fc.constantFrom(DONE, FAILED) }));

/** As a distributor collects a hand-back: as many as follow each other at a time. */
function collect(ring: ReturnedRing, packets: readonly Packet[]): void {
  for (let at = 0; at < packets.length; ) {
    const straight = Math.min(packets.length - at, ring.straight);
    expect(straight).toBeGreaterThan(0);
    for (let i = 0; i < straight; i++) {
      const { tag, handle, attempt, outcome } = packets[at + i]!;
      ring.tags[ring.place + i] = tag;
      ring.handles[ring.place + i] = handle;
      const mark = markOf(attempt, outcome);
      if (mark !== 0) ring.mark(ring.place + i, mark);
    }
    ring.grow(straight);
    at += straight;
  }
}

function push(ring: ReturnedRing, packets: readonly Packet[]): void {
  for (const each of packets) ring.push(each.tag, each.handle, markOf(each.attempt, each.outcome));
}

function taken(ring: ReturnedRing, most: number): Packet[] {
  const into = new PacketBurst(most);
  // What the burst held before.
  into.attempts.fill(9);
  into.outcomes.fill(FAILED);
  const count = ring.take(into);
  expect(into.count).toBe(count);
  return Array.from({ length: count }, (_, i) => ({ tag: into.tags[i]!, handle: into.handles[i]!, attempt: into.attempts[i]!, outcome: into.outcomes[i]! }));
}

describe('ReturnedRing', () => {
  it('gives packets out in the order in which they came back, with attempt and outcome, many at a time or one by one', () => {
    const move = fc.record({ packets: fc.array(packet, { maxLength: 6 }), how: fc.constantFrom(push, collect), take: fc.integer({ min: 1, max: 7 }), clear: fc.nat(20) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(move, { maxLength: 60 }), (capacity, moves) => {
        const ring = new ReturnedRing(capacity);
        const model: Packet[] = [];
        for (const { packets, how, take, clear } of moves) {
          const fitting = packets.slice(0, capacity - model.length);
          how(ring, fitting);
          model.push(...fitting);
          expect(ring.size).toBe(model.length);
          if (clear === 0) expect(ring.clear()).toBe(model.splice(0).length);
          expect(taken(ring, take)).toEqual(model.splice(0, take));
        }
      }),
    );
  });

  it('holds as many as it was made for, wherever it begins', () => {
    for (let start = 0; start < 8; start++) {
      const ring = new ReturnedRing(8);
      const list = (from: number, count: number): Packet[] => Array.from({ length: count }, (_, i) => ({ tag: from + i, handle: i, attempt: i === 3 ? 2 : 1, outcome: DONE }));
      // One stays, so that it does not begin anew.
      push(ring, list(0, start + 1));
      if (start > 0) taken(ring, start);
      collect(ring, list(100, 7));
      expect(ring.size).toBe(8);
      expect(taken(ring, 8).map(({ tag, attempt }) => [tag, attempt])).toEqual([[start, start === 3 ? 2 : 1], ...list(100, 7).map(({ tag, attempt }) => [tag, attempt])]);
    }
  });

  it('tells nothing of packets that were cleared by those that come after them', () => {
    const ring = new ReturnedRing(8);
    const failed = (tag: number): Packet => ({ tag, handle: 0, attempt: 3, outcome: FAILED });
    const done = (tag: number): Packet => ({ tag, handle: 0, attempt: 1, outcome: DONE });
    push(ring, [failed(1), failed(2), failed(3)]);
    expect(ring.clear()).toBe(3);
    collect(ring, [done(4), done(5)]);
    push(ring, [failed(6)]);
    expect(taken(ring, 8)).toEqual([done(4), done(5), failed(6)]);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { SharedMemory } from '../memory/shared-memory.ts';
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

const LANE = 16;
const TAGS = LANE;
const HANDLES = 3 * LANE;
const MARKS = 5 * LANE;

/** As a distributor collects a hand-back: from a place of a lane on, with other words around it. */
function collect(ring: ReturnedRing, packets: readonly Packet[], place: number): void {
  const memory = new SharedMemory(new SharedArrayBuffer(7 * LANE * 4));
  const words = new Int32Array(memory.buffer).fill(-7, 0, MARKS - LANE);
  for (const [i, { tag, handle, attempt, outcome }] of packets.entries()) {
    words[TAGS + place + i] = tag;
    words[HANDLES + place + i] = handle;
    words[MARKS + place + i] = markOf(attempt, outcome);
  }
  const after = words.slice().fill(0, MARKS + place, MARKS + place + packets.length);
  for (let at = 0; at < packets.length; ) {
    const copied = ring.copyFrom(memory, TAGS + place + at, HANDLES + place + at, MARKS + place + at, packets.length - at);
    expect(copied).toBeGreaterThan(0);
    at += copied;
  }
  expect(words).toEqual(after);
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
  it('gives packets out in the order in which they came back, with attempt and outcome, from lanes or one by one', () => {
    const move = fc.record({ packets: fc.array(packet, { maxLength: 6 }), how: fc.constantFrom(push, collect), place: fc.nat(LANE - 6), take: fc.integer({ min: 1, max: 7 }), clear: fc.nat(20) });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9 }), fc.array(move, { maxLength: 60 }), (capacity, moves) => {
        const ring = new ReturnedRing(capacity);
        const model: Packet[] = [];
        for (const { packets, how, place, take, clear } of moves) {
          const fitting = packets.slice(0, capacity - model.length);
          how(ring, fitting, place);
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
      collect(ring, list(100, 7), 3);
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
    collect(ring, [done(4), done(5)], 0);
    push(ring, [failed(6)]);
    expect(taken(ring, 8)).toEqual([done(4), done(5), failed(6)]);
  });
});

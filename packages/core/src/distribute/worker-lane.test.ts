import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { DistributorError } from '../errors/distributor-error.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { DONE, FAILED, PacketBurst } from '../packet-burst.ts';
import { LANE, PACKET_WORDS, marksOf, regionBytes, resultsOf, slotStart } from '../slot/distributor-layout.ts';
import { REPLACED, markOf } from '../slot/mark.ts';
import { WorkerLane } from './worker-lane.ts';

const WORKER = 1;
const CAPACITY = 16;
const START = slotStart(WORKER, CAPACITY) + LANE;

interface Setup {
  readonly memory: SharedMemory;
  readonly lane: WorkerLane;
}

/** A lane in which the packet at each place has this tag and ten times as much as its handle. */
function laneOf(tags: readonly number[]): Setup {
  const memory = new SharedMemory(new SharedArrayBuffer(regionBytes(2, CAPACITY)));
  for (const [place, tag] of tags.entries()) {
    memory.write(START + PACKET_WORDS * place, tag);
    memory.write(START + PACKET_WORDS * place + 1, 10 * tag);
  }
  return { memory, lane: new WorkerLane(memory, WORKER, CAPACITY) };
}

const places = Array.from({ length: CAPACITY }, (_, place) => place);
const marks = ({ memory }: Setup): number[] => places.map((place) => memory.read(START + marksOf(CAPACITY) + place));
const results = ({ memory }: Setup): number[] => places.map((place) => memory.read(START + resultsOf(CAPACITY) + place));
const packets = ({ memory }: Setup): number[] => Array.from({ length: PACKET_WORDS * CAPACITY }, (_, word) => memory.read(START + word));

describe('WorkerLane', () => {
  it('reads packets from any position on, across the end of the lane, as packets of a first attempt', () => {
    fc.assert(
      fc.property(fc.nat(1023), fc.integer({ min: 1, max: CAPACITY }), (position, count) => {
        const { lane } = laneOf(places.map((place) => place + 1));
        const into = new PacketBurst(CAPACITY + 1);
        into.attempts.fill(9);
        into.outcomes.fill(FAILED);
        lane.read(into, position, count);
        const expected = places.slice(0, count).map((i) => ((position + i) % CAPACITY) + 1);
        expect([into.count, [...into.tags.subarray(0, count)], [...into.handles.subarray(0, count)]]).toEqual([count, expected, expected.map((tag) => 10 * tag)]);
        expect([[...into.attempts.subarray(0, count)], into.attempts[count]]).toEqual([Array(count).fill(1), 9]);
        expect([[...into.outcomes.subarray(0, count)], into.outcomes[count]]).toEqual([Array(count).fill(DONE), FAILED]);
        expect(into.tags[count]).toBe(0);
      }),
    );
  });

  it('tells the attempts of packets that were given out before, across the end of the lane', () => {
    const { memory, lane } = laneOf([]);
    memory.write(START + marksOf(CAPACITY) + 1, markOf(4, 0));
    const into = new PacketBurst(4);
    lane.read(into, CAPACITY - 1, 4);
    expect([...into.attempts]).toEqual([1, 1, 4, 1]);
  });

  it('writes nothing for packets that go back as they came', () => {
    const given = laneOf([1, 2, 3]);
    const burst = new PacketBurst(3);
    given.lane.read(burst, 0, 3);
    const before = packets(given);
    given.lane.write(burst, 0, 3, 0);
    expect([packets(given), marks(given), results(given)]).toEqual([before, Array(CAPACITY).fill(0), Array(CAPACITY).fill(0)]);
  });

  it('writes results beside the packets, which stay as they were given, at any position and across the end of the lane', () => {
    fc.assert(
      fc.property(fc.nat(1023), fc.integer({ min: 1, max: CAPACITY }), fc.nat(CAPACITY), fc.array(fc.tuple(fc.boolean(), fc.constantFrom(DONE, FAILED)), { minLength: CAPACITY, maxLength: CAPACITY }), (position, count, skipped, changes) => {
        const given = laneOf(places.map((place) => place + 1));
        const before = packets(given);
        const burst = new PacketBurst(CAPACITY);
        const from = Math.min(skipped, count);
        given.lane.read(burst, position, count);
        for (const [i, [replaced, outcome]] of changes.slice(0, count).entries()) {
          if (replaced) burst.handles[i] = 0xffff_ff00 + i;
          burst.outcomes[i] = outcome;
        }
        given.lane.write(burst, from, count, position + from);
        const expectedMarks = Array<number>(CAPACITY).fill(0);
        const expectedResults = Array<number>(CAPACITY).fill(0);
        for (let i = from; i < count; i++) {
          const [replaced, outcome] = changes[i]!;
          expectedMarks[(position + i) % CAPACITY] = (outcome << 8) | (replaced ? REPLACED : 0);
          if (replaced) expectedResults[(position + i) % CAPACITY] = (0xffff_ff00 + i) | 0;
        }
        expect([packets(given), marks(given), results(given)]).toEqual([before, expectedMarks, expectedResults]);
      }),
    );
  });

  it('keeps the attempts of a packet in its mark, and takes a result back that no longer holds', () => {
    const given = laneOf([1, 2]);
    given.memory.write(START + marksOf(CAPACITY), markOf(3, 0));
    const burst = new PacketBurst(2);
    given.lane.read(burst, 0, 2);
    burst.handles[0] = 5;
    burst.outcomes[1] = FAILED;
    given.lane.write(burst, 0, 2, 0);
    expect(marks(given).slice(0, 2)).toEqual([markOf(3, 0) | REPLACED, markOf(1, FAILED)]);
    burst.handles[0] = 10;
    given.lane.write(burst, 0, 2, 0);
    expect(marks(given).slice(0, 2)).toEqual([markOf(3, 0), markOf(1, FAILED)]);
  });

  it('sees that a handle was replaced by the one of the packet before', () => {
    const given = laneOf([1, 2]);
    const burst = new PacketBurst(2);
    given.lane.read(burst, 0, 2);
    burst.handles[1] = burst.handles[0]!;
    given.lane.write(burst, 1, 2, 1);
    expect([marks(given)[1], results(given)[1]]).toEqual([REPLACED, 10]);
  });

  it.each([
    [0, 0],
    [0, 1],
    [0, 2],
    [1, 1],
    [1, 2],
  ])('refuses, from packet %i on, another packet than the one at its position, number %i, by an error that names both tags', (from, wrong) => {
    const given = laneOf([1, 2, 0xffff_fff0]);
    const burst = new PacketBurst(3);
    given.lane.read(burst, 0, 3);
    const expected = burst.tags[wrong]!;
    burst.tags[wrong] = 77;
    const message = `worker 1 hands back tag 77 in place of tag ${expected}: packets go back in the order in which they came`;
    expect(() => {
      given.lane.write(burst, from, 3, from);
    }).toThrow(new DistributorError('NOT_HELD', message));
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { FREE, IN_FLIGHT, NONE, bucketOf } from '../flows/flow-table.ts';
import { Flows } from '../flows/flows.ts';
import { pinnedOnce, pinnedWorker } from '../flows/pin.ts';
import { PlainLoops } from '../loops/plain-loops.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { DONE, FAILED, PacketBurst } from '../packet-burst.ts';
import { LANE, marksOf, regionBytes, resultsOf, slotStart } from '../slot/distributor-layout.ts';
import { AWAY, POSITIONS, WORKING, advance, claimedOf, handedBackOf, packHandshake, publishedOf } from '../slot/handshake.ts';
import { handedBackMark, markOf } from '../slot/mark.ts';
import { Lanes } from './lanes.ts';
import { ReturnedRing } from './returned-ring.ts';

const WORKERS = 2;

interface Setup {
  readonly lanes: Lanes;
  readonly memory: SharedMemory;
  readonly returned: ReturnedRing;
  readonly flows: Flows;
}

function setup(laneCapacity: number, credits: number = laneCapacity): Setup {
  const memory = new SharedMemory(new SharedArrayBuffer(regionBytes(WORKERS, laneCapacity)));
  const flows = new Flows(4096, WORKERS, 512);
  const lanes = new Lanes(memory, new PlainLoops(memory, flows.table), WORKERS, laneCapacity, credits);
  return { lanes, memory, returned: new ReturnedRing(4096), flows };
}

/** Writes a packet that the pin of its bucket counts. */
function write({ lanes }: Setup, worker: number, tag: number, handle: number): void {
  const packet = new PacketBurst(1);
  packet.push(tag, handle);
  expect(lanes.append(worker, packet, 0, 1)).toBe(1);
}

/** What the worker does: claims and hands back up to these positions. */
function work({ lanes, memory }: Setup, worker: number, claimed: number, handedBack: number): void {
  const at = lanes.handshake(worker);
  memory.store(at, packHandshake(publishedOf(memory.load(at)), claimed, handedBack, WORKING));
}

/** As the distributor does: from the lane to the returned ring. */
function collect({ lanes, returned, flows }: Setup, worker: number, count: number): void {
  for (let left = count; left > 0; ) {
    const straight = Math.min(left, returned.straight);
    lanes.collect(worker, straight, returned, returned.place, flows);
    returned.grow(straight);
    left -= straight;
  }
}

function takeAll(returned: ReturnedRing): [tag: number, handle: number][] {
  const into = new PacketBurst(4096);
  returned.take(into);
  return Array.from({ length: into.count }, (_, i) => [into.tags[i]!, into.handles[i]!]);
}

describe('Lanes', () => {
  it.each([0, 6])('knows whether packets are all of one tag, wherever they begin (position %i)', (start) => {
    const given = setup(8);
    const { lanes } = given;
    for (let i = 0; i < start; i++) write(given, 1, 3, i);
    lanes.publish(1);
    collect(given, 1, start);
    for (const tag of [9, 9, 9, 0xffff_ffff, 0xffff_ffff]) write(given, 1, tag, 0);
    const isOneTag = (from: number, to: number): boolean => lanes.isOneTag(1, start + from, start + to);
    expect([isOneTag(0, 3), isOneTag(0, 0), isOneTag(3, 5)]).toEqual([true, true, true]);
    expect([isOneTag(0, 4), isOneTag(2, 4), isOneTag(1, 5)]).toEqual([false, false, false]);
  });

  it('brings packets over and back in order, through every position and across the wrap', () => {
    const given = setup(8);
    const { lanes, returned } = given;
    let written = 0;
    let position = 0;
    const back: [number, number][] = [];
    for (let round = 0; round < 3 * POSITIONS; round += 5) {
      for (let i = 0; i < 5; i++, written++) write(given, 1, written, written + 1);
      lanes.publish(1);
      position = advance(position, 5);
      expect(publishedOf(lanes.look(1))).toBe(position);
      work(given, 1, position, position);
      collect(given, 1, 5);
      back.push(...takeAll(returned));
      expect([lanes.held(1), lanes.room(1), lanes.unpublished(1)]).toEqual([0, 8, 0]);
    }
    expect(back).toEqual(Array.from({ length: written }, (_, i) => [i, i + 1]));
  });

  it('tells full from empty when a lane holds 512 of 1024 positions', () => {
    const given = setup(512);
    const { lanes, returned } = given;
    for (const round of [1, 2, 3, 4, 5]) {
      for (let i = 0; i < 512; i++) write(given, 0, i, i);
      expect([lanes.held(0), lanes.room(0), lanes.unpublished(0)]).toEqual([512, 0, 512]);
      lanes.publish(0);
      expect([lanes.held(0), lanes.room(0), lanes.unpublished(0)]).toEqual([512, 0, 0]);
      const end = (512 * round) % POSITIONS;
      work(given, 0, end, end);
      collect(given, 0, 512);
      expect([returned.clear(), lanes.held(0), lanes.room(0)]).toEqual([512, 0, 512]);
    }
  });

  it('counts room by credits, which may be fewer than the lane has places', () => {
    const given = setup(8, 5);
    const { lanes } = given;
    for (let i = 0; i < 5; i++) write(given, 0, i, i);
    expect(lanes.room(0)).toBe(0);
  });

  it('tells a worker nothing of what is written until it is published, and writes into no other lane', () => {
    const given = setup(4);
    const { lanes, memory } = given;
    const words = (worker: number): number[] => Array.from({ length: 16 }, (_, i) => memory.read(slotStart(worker, 4) + LANE + i));
    write(given, 0, 7, 70);
    write(given, 0, 8, 80);
    expect(lanes.look(0)).toBe(0);
    lanes.publish(0);
    expect([publishedOf(lanes.look(0)), words(0)]).toEqual([2, [7, 70, 8, 80, ...Array<number>(12).fill(0)]]);
    expect([lanes.look(1), words(1)]).toEqual([0, Array(16).fill(0)]);
  });

  it('tells at a publish how far the worker was just before', () => {
    const given = setup(8);
    for (let i = 0; i < 3; i++) write(given, 0, i, i);
    given.lanes.publish(0);
    work(given, 0, 2, 1);
    write(given, 0, 3, 3);
    const before = given.lanes.publish(0);
    expect([publishedOf(before), claimedOf(before), handedBackOf(before)]).toEqual([3, 2, 1]);
  });

  it('takes back what is not claimed, if nothing has changed since it looked', () => {
    fc.assert(
      fc.property(fc.nat(POSITIONS - 1), fc.integer({ min: 1, max: 8 }), fc.nat(8), (start, packets, claims) => {
        const given = setup(8);
        const { lanes } = given;
        // Up to the start, packet by packet.
        for (let at = 0; at < start; at++) {
          write(given, 0, 1, 1);
          lanes.publish(0);
          work(given, 0, at + 1, at + 1);
          collect(given, 0, 1);
          given.returned.clear();
        }
        for (let i = 0; i < packets; i++) lanes.write(0, i, 10 + i);
        lanes.publish(0);
        const claimed = advance(start, Math.min(claims, packets));
        const old = lanes.look(0);
        work(given, 0, claimed, start);
        if (claims > 0) expect(lanes.takeBack(0, old, start)).toBe(false);
        expect(lanes.takeBack(0, lanes.look(0), claimed)).toBe(true);
        expect([publishedOf(lanes.look(0)), lanes.unpublished(0)]).toEqual([claimed, packets - Math.min(claims, packets)]);
        for (let i = packets - 1; lanes.tail(0) !== claimed; i--) {
          const position = lanes.unwrite(0);
          expect([lanes.tagAt(0, position), lanes.handleAt(0, position)]).toEqual([i, 10 + i]);
        }
        expect([lanes.held(0), lanes.unpublished(0)]).toEqual([Math.min(claims, packets), 0]);
      }),
      { numRuns: 30 },
    );
  });

  it('hands a mark over with its packet, and leaves none to the next packet in its place', () => {
    const given = setup(1);
    const { lanes, returned } = given;
    const into = new PacketBurst(1);
    lanes.markNext(0, markOf(4, FAILED));
    for (const [round, [attempt, outcome]] of [[4, FAILED], [1, 0]].entries()) {
      write(given, 0, 1, 1);
      lanes.publish(0);
      work(given, 0, round + 1, round + 1);
      collect(given, 0, 1);
      returned.take(into);
      expect([into.attempts[0], into.outcomes[0]]).toEqual([attempt, outcome]);
    }
  });

  it('takes a mark back with its packet, and leaves none to the next packet in its place', () => {
    const given = setup(4);
    const { lanes } = given;
    lanes.markNext(0, markOf(3, DONE));
    write(given, 0, 1, 1);
    const position = lanes.unwrite(0);
    expect([lanes.takeMark(0, position), lanes.takeMark(0, position)]).toEqual([markOf(3, DONE), 0]);
  });

  it('takes a run of packets whole, also where it goes on at the beginning of the lane', () => {
    const given = setup(8);
    const { lanes, returned } = given;
    for (let i = 0; i < 6; i++) write(given, 0, i, i);
    lanes.publish(0);
    work(given, 0, 6, 6);
    collect(given, 0, 6);
    takeAll(returned);
    const packets = new PacketBurst(8);
    for (let i = 0; i < 8; i++) packets.push(100 + i, i);
    expect(lanes.append(0, packets, 1, 7)).toBe(6);
    lanes.publish(0);
    work(given, 0, 12, 12);
    collect(given, 0, 6);
    expect(takeAll(returned)).toEqual([101, 102, 103, 104, 105, 106].map((tag) => [tag, tag - 100]));
  });

  it('makes a slot as good as new', () => {
    const given = setup(4);
    const { lanes } = given;
    for (let i = 0; i < 3; i++) write(given, 1, i, i);
    lanes.publish(1);
    work(given, 1, 3, 3);
    collect(given, 1, 3);
    lanes.reset(1);
    expect([lanes.look(1), lanes.note(1), lanes.held(1), lanes.head(1), lanes.tail(1)]).toEqual([packHandshake(0, 0, 0, AWAY), 0, 0, 0, 0]);
  });

  it('takes a run of packets up to one that it may not count: of a flow with a record, or pinned elsewhere', () => {
    const { lanes, flows } = setup(8);
    const { table } = flows;
    const packets = new PacketBurst(8);
    for (const tag of [1, 2, 1, 3, 1, 4]) packets.push(tag, 10 * tag);
    table.add(bucketOf(3, table.shift), 3);
    table.buckets[bucketOf(4, table.shift)] = pinnedOnce(0, 1);
    expect([lanes.append(0, packets, 0, 6), lanes.append(0, packets, 3, 6), lanes.append(0, packets, 4, 6)]).toEqual([3, 0, 1]);
    expect([lanes.append(0, packets, 5, 6), lanes.append(1, packets, 5, 6)]).toEqual([0, 1]);
    expect([lanes.held(0), lanes.held(1)]).toEqual([4, 1]);
  });

  it('gives the packets of a lane records, those of a tag the same one, and each packet once', () => {
    const given = setup(4);
    const { lanes, flows } = given;
    const inFlight = (tag: number): number => flows.fields[flows.recordOf(tag) + IN_FLIGHT]!;
    for (const tag of [5, 6, 5]) write(given, 0, tag, 0);
    lanes.record(0, flows);
    expect([flows.table.size, inFlight(5), inFlight(6)]).toEqual([2, 2, 1]);
    lanes.record(0, flows);
    expect(inFlight(5)).toBe(2);
    lanes.publish(0);
    work(given, 0, 2, 2);
    collect(given, 0, 2);
    expect([flows.table.size, inFlight(5)]).toEqual([1, 1]);
    for (const tag of [7, 8]) write(given, 0, tag, 0);
    lanes.record(0, flows);
    expect([flows.table.size, inFlight(5), inFlight(7), inFlight(8)]).toEqual([3, 1, 1, 1]);
    lanes.publish(0);
    work(given, 0, 5, 5);
    collect(given, 0, 3);
    expect(flows.table.size).toBe(0);
  });

  it('gives the packets of one bucket records, and leaves the other packets to their pins, across the wrap too', () => {
    const given = setup(8);
    const { lanes, flows } = given;
    const { buckets, shift } = flows.table;
    const tag = 5;
    const bucket = bucketOf(tag, shift);
    const other = Array.from({ length: 10 ** 6 }, (_, i) => i).find((i) => i !== tag && bucketOf(i, shift) === bucket)!;
    for (let i = 0; i < 5; i++) write(given, 0, 99, 0);
    lanes.publish(0);
    work(given, 0, 5, 5);
    collect(given, 0, 5);
    for (const each of [7, tag, 8, other, tag, 7]) write(given, 0, each, 0);
    lanes.recordBucket(0, bucket, flows);
    expect([pinnedWorker(buckets[bucket]!), pinnedWorker(buckets[bucketOf(7, shift)]!)]).toEqual([FREE, 0]);
    expect([tag, other].map((each) => flows.fields[flows.recordOf(each) + IN_FLIGHT])).toEqual([2, 1]);
    lanes.recordBucket(0, bucketOf(8, shift), flows);
    expect([flows.table.size, flows.recordOf(7)]).toEqual([3, NONE]);
    lanes.record(0, flows);
    expect([tag, other, 7, 8].map((each) => flows.fields[flows.recordOf(each) + IN_FLIGHT])).toEqual([2, 1, 2, 1]);
    lanes.publish(0);
    work(given, 0, 11, 11);
    collect(given, 0, 6);
    expect([flows.table.size, buckets.every((word, i) => i % 2 === 1 || pinnedWorker(word) === FREE)]).toEqual([0, true]);
  });

  it('brings packets back whether pins or records count them, in any mixture, and leaves nothing counted', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 1, maxLength: 8 }), fc.nat(8), fc.nat(8), fc.nat(7), (tags, recorded, taken, start) => {
        const given = setup(8);
        const { lanes, flows, returned } = given;
        for (let at = 0; at < start; at++) write(given, 0, 99, 0);
        lanes.publish(0);
        work(given, 0, start, start);
        collect(given, 0, start);
        takeAll(returned);
        for (const [i, tag] of tags.entries()) {
          // As the sender does: a tag with a record is counted there.
          const record = flows.recordOf(tag);
          if (record === NONE) write(given, 0, tag, i);
          else {
            flows.fields[record + IN_FLIGHT]!++;
            lanes.write(0, tag, i);
          }
          if (i === recorded) lanes.record(0, flows);
          if (i === taken) lanes.recordBucket(0, bucketOf(tags[i >> 1]!, flows.table.shift), flows);
        }
        lanes.publish(0);
        work(given, 0, start + tags.length, start + tags.length);
        collect(given, 0, tags.length);
        expect(takeAll(returned)).toEqual(tags.map((tag, i) => [tag, i]));
        expect([flows.table.size, flows.table.buckets.filter((word, i) => i % 2 === 0 && pinnedWorker(word) !== FREE)]).toEqual([0, new Int32Array()]);
      }),
    );
  });

  it('brings a handle back that the worker put in place of the one given out, and tells of the latter until then', () => {
    const given = setup(2);
    const { lanes, memory, returned } = given;
    const marks = slotStart(0, 2) + LANE + marksOf(2);
    for (let i = 0; i < 2; i++) write(given, 0, 7, 70 + i);
    lanes.publish(0);
    memory.write(slotStart(0, 2) + LANE + resultsOf(2) + 1, 99);
    memory.write(marks + 1, handedBackMark(markOf(3, DONE), FAILED, true));
    expect([lanes.handleAt(0, 0), lanes.handleAt(0, 1)]).toEqual([70, 71]);
    work(given, 0, 2, 2);
    collect(given, 0, 2);
    const into = new PacketBurst(2);
    returned.take(into);
    expect([[...into.handles], [...into.attempts], [...into.outcomes], memory.read(marks + 1)]).toEqual([[70, 99], [1, 3], [DONE, FAILED], 0]);
  });

  it('sees the mark of any packet, also where all else in the lane is 0', () => {
    const given = setup(4);
    const marks = slotStart(0, 4) + LANE + marksOf(4);
    for (let packet = 0; packet < 2; packet++) write(given, 0, 0, 0);
    given.lanes.publish(0);
    given.memory.write(marks + 1, markOf(1, FAILED));
    work(given, 0, 2, 2);
    collect(given, 0, 2);
    const into = new PacketBurst(2);
    given.returned.take(into);
    expect([...into.outcomes]).toEqual([DONE, FAILED]);
  });
});

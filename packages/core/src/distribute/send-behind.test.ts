// Packets of a tag that a worker has go behind the others of it, without a record, whoever else has nothing to do.
import { expect, it } from 'vitest';

import { bucketOf } from '../flows/flow-table.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { PacketBurst } from '../packet-burst.ts';
import { regionBytes } from '../slot/distributor-layout.ts';
import { WORKING, claimedOf, packHandshake, publishedOf } from '../slot/handshake.ts';
import { Dispatcher } from './dispatcher.ts';
import { resolveOptions } from './options.ts';

interface Setup {
  readonly dispatcher: Dispatcher;
  /** Accepts packets, whose handles are their numbers; how many. */
  accept(...tags: readonly number[]): number;
  /** Handles that a lane holds, by tag. */
  lane(worker: number): [tag: number, handle: number][];
  claim(worker: number, packets: number): void;
}

/** Two workers, both there. */
function setup(burst: number, credits: number): Setup {
  const limits = resolveOptions({ workers: 2, burst, credits, capacity: 64 });
  const memory = new SharedMemory(new SharedArrayBuffer(regionBytes(2, limits.laneCapacity)));
  const dispatcher = new Dispatcher(memory, limits);
  const { lanes } = dispatcher;
  for (const worker of [0, 1]) memory.store(lanes.handshake(worker), packHandshake(0, 0, 0, WORKING));
  dispatcher.pass();
  let number = 0;
  return {
    dispatcher,
    accept(...tags): number {
      const packets = new PacketBurst(tags.length);
      for (const tag of tags) packets.push(tag, number++);
      return dispatcher.accept(packets);
    },
    lane: (worker) => Array.from({ length: lanes.held(worker) }, (_, i) => [lanes.tagAt(worker, lanes.head(worker) + i) >>> 0, lanes.handleAt(worker, lanes.head(worker) + i)]),
    claim(worker, packets): void {
      const at = lanes.handshake(worker);
      const word = memory.load(at);
      memory.store(at, packHandshake(publishedOf(word), claimedOf(word) + packets, 0, WORKING));
    },
  };
}

const TAG = 0xffff_fff7;

/** The worker that the first packet of {@link TAG} went to. */
const busyOne = ({ dispatcher: { lanes } }: Setup): number => (lanes.held(0) > 0 ? 0 : 1);

it.each([0, 1])('has one tag with one worker, in order and without a record, while another one has nothing (%i claimed)', (claimed) => {
  const given = setup(4, 16);
  given.accept(TAG);
  const busy = busyOne(given);
  given.claim(busy, claimed);
  expect(given.accept(TAG, TAG, TAG)).toBe(3);
  given.dispatcher.pass();
  expect(given.accept(TAG)).toBe(1);
  expect(given.lane(busy)).toEqual([0, 1, 2, 3, 4].map((handle) => [TAG, handle]));
  expect([given.lane(1 - busy), given.dispatcher.flows.table.size, given.dispatcher.reclaimer.takenBack]).toEqual([[], 0, 0]);
});

it('gives another tag to the worker that has nothing', () => {
  const given = setup(4, 16);
  given.accept(TAG, TAG);
  const busy = busyOne(given);
  given.accept(TAG, 5, TAG);
  expect(given.lane(busy)).toEqual([[TAG, 0], [TAG, 1], [TAG, 2], [TAG, 4]]);
  expect(given.lane(1 - busy)).toEqual([[5, 3]]);
});

it('gives another tag of the same bucket to the worker that has nothing', () => {
  const given = setup(4, 16);
  const { shift } = given.dispatcher.flows.table;
  let other = 0;
  while (bucketOf(other, shift) !== bucketOf(TAG | 0, shift)) other++;
  given.accept(TAG);
  const busy = busyOne(given);
  given.accept(TAG, other, TAG);
  expect(given.lane(busy)).toEqual([[TAG, 0], [TAG, 1], [TAG, 3]]);
  expect(given.lane(1 - busy)).toEqual([[other, 2]]);
});

it('keeps what finds no room in the lane for later, in order', () => {
  const given = setup(1, 2);
  expect(given.accept(TAG, TAG, TAG, TAG)).toBe(4);
  const busy = busyOne(given);
  expect(given.lane(busy)).toEqual([[TAG, 0], [TAG, 1]]);
  expect([given.dispatcher.outstanding, given.dispatcher.flows.table.size]).toEqual([4, 1]);
});

it('takes more than is published at once', () => {
  const given = setup(4, 64);
  given.accept(TAG);
  const busy = busyOne(given);
  given.accept(...Array.from({ length: 40 }, () => TAG));
  expect([given.dispatcher.lanes.held(busy), given.dispatcher.lanes.unpublished(busy), given.dispatcher.flows.table.size]).toEqual([41, 0, 0]);
});

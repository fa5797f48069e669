import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Flows } from '../flows/flows.ts';
import { PlainLoops } from '../loops/plain-loops.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { PacketBurst } from '../packet-burst.ts';
import { regionBytes } from '../slot/distributor-layout.ts';
import { FreeFlowFinder } from './free-flow-finder.ts';
import { Lanes } from './lanes.ts';

const LANE = 16;

/** A lane with a packet of each of these tags, oldest first. */
function laneOf(tags: readonly number[]): FreeFlowFinder {
  const memory = new SharedMemory(new SharedArrayBuffer(regionBytes(1, LANE)));
  const flows = new Flows(LANE, 1, 512);
  const lanes = new Lanes(memory, new PlainLoops(memory, flows.table), 1, LANE, LANE);
  const packets = new PacketBurst(LANE);
  for (const tag of tags) packets.push(tag, 0);
  expect(lanes.append(0, packets, 0, tags.length)).toBe(tags.length);
  lanes.record(0, flows);
  lanes.publish(0);
  return new FreeFlowFinder(lanes, flows, LANE, LANE);
}

const found = (finder: FreeFlowFinder, claimed: number, published: number): number[] =>
  Array.from({ length: finder.find(0, claimed, published) }, (_, index) => finder.start(index));

describe('FreeFlowFinder', () => {
  it('finds the flows that have no claimed packet, and where each begins', () => {
    expect(found(laneOf([1, 2, 1, 3, 2, 4, 3]), 2, 7)).toEqual([3, 5]);
  });

  it('finds every flow of a lane nothing of which is claimed, and none of a lane that is claimed whole', () => {
    expect(found(laneOf([1, 1, 2]), 0, 3)).toEqual([0, 2]);
    expect(found(laneOf([1, 1, 2]), 3, 3)).toEqual([]);
  });

  it('remembers nothing of the last time', () => {
    const finder = laneOf([1, 2, 3]);
    expect(found(finder, 1, 3)).toEqual([1, 2]);
    expect(found(finder, 1, 3)).toEqual([1, 2]);
    expect(found(finder, 2, 3)).toEqual([2]);
  });

  it('agrees with a search that takes its time', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5), { maxLength: LANE }), fc.nat(LANE), (flows, claims) => {
        const claimed = Math.min(claims, flows.length);
        const free = [...new Set(flows.slice(claimed))].filter((flow) => !flows.slice(0, claimed).includes(flow));
        expect(found(laneOf(flows), claimed, flows.length)).toEqual(free.map((flow) => flows.indexOf(flow)));
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';

import { NONE, WORKER } from '../flows/flow-table.ts';
import { Flows } from '../flows/flows.ts';
import { PlainLoops } from '../loops/plain-loops.ts';
import { SharedMemory } from '../memory/shared-memory.ts';
import { regionBytes } from '../slot/distributor-layout.ts';
import { Lanes } from './lanes.ts';
import { Roster } from './roster.ts';
import { StallWatch } from './stall-watch.ts';

const LANE = 64;
const BURST = 8;

function join(roster: Roster, worker: number): void {
  roster.present.add(worker);
  roster.update(worker);
}

function leave(roster: Roster, worker: number): void {
  roster.present.remove(worker);
  roster.update(worker);
}

/** The worker of the next packet. */
function takeTurn(roster: Roster): number {
  const worker = roster.current();
  roster.spend(1);
  return worker;
}

interface Setup {
  readonly roster: Roster;
  readonly lanes: Lanes;
  readonly flows: Flows;
  readonly stalls: StallWatch;
}

/** A roster of workers that are all open and idle. */
function setup(workers: number): Setup {
  const memory = new SharedMemory(new SharedArrayBuffer(regionBytes(workers, LANE)));
  const flows = new Flows(1, workers, 512);
  const lanes = new Lanes(memory, new PlainLoops(memory, flows.table), workers, LANE, LANE);
  const stalls = new StallWatch(workers, 1);
  const roster = new Roster({ workers, burst: BURST }, lanes, flows, stalls);
  for (let worker = 0; worker < workers; worker++) join(roster, worker);
  return { roster, lanes, flows, stalls };
}

/** Gives the next packets to whose turn it is, as the dispatcher does; how many each worker got. */
function give({ roster, lanes }: Setup, packets: number): Map<number, number> {
  const got = new Map<number, number>();
  for (let i = 0; i < packets; i++) {
    const worker = takeTurn(roster);
    if (worker === NONE) break;
    got.set(worker, (got.get(worker) ?? 0) + 1);
    lanes.write(worker, 0, 0);
    if (lanes.held(worker) === 1) roster.engage(worker);
    if (lanes.room(worker) === 0) roster.fill(worker);
  }
  return got;
}

const shares = (got: Map<number, number>): number[] => [...got.values()].toSorted((a, b) => b - a);

describe('Roster', () => {
  it('has nobody when nobody is open', () => {
    const { roster } = setup(3);
    for (const worker of [0, 1, 2]) leave(roster, worker);
    roster.share(10);
    expect([takeTurn(roster), roster.open.size, roster.idle.size]).toEqual([NONE, 0, 0]);
  });

  it('shares packets out equally among workers that have nothing', () => {
    const given = setup(4);
    given.roster.share(12);
    expect(shares(give(given, 12))).toEqual([3, 3, 3, 3]);
  });

  it('gives one packet each when there are as many workers as packets, and no more than a burst at a time', () => {
    const few = setup(4);
    few.roster.share(4);
    expect(shares(give(few, 4))).toEqual([1, 1, 1, 1]);
    const many = setup(2);
    many.roster.share(1000);
    expect(shares(give(many, 2 * BURST))).toEqual([BURST, BURST]);
  });

  it.each([0, 1, 2, 3, 4])('takes worker %i before any other when it alone has nothing', (idle) => {
    const given = setup(5);
    for (const worker of [0, 1, 2, 3, 4].filter((each) => each !== idle)) {
      given.lanes.write(worker, 0, 0);
      join(given.roster, worker);
    }
    given.roster.share(1);
    expect([...give(given, 1).keys()]).toEqual([idle]);
  });

  it.each([0, 1])('takes worker %i when it holds less than the other one, whose turn ever it is', (emptier) => {
    const { roster, lanes } = setup(2);
    for (const worker of [emptier, 1 - emptier, 1 - emptier]) {
      lanes.write(worker, 0, 0);
      join(roster, worker);
    }
    const chosen = [1, 2, 3, 4].map(() => {
      roster.share(1);
      return roster.current();
    });
    expect(chosen).toEqual(Array(4).fill(emptier));
  });

  it('gives whole bursts to workers that are at work already, evenly', () => {
    const given = setup(3);
    for (const worker of [0, 1, 2]) {
      given.lanes.write(worker, 0, 0);
      join(given.roster, worker);
    }
    given.roster.share(6 * BURST);
    const got = shares(give(given, 6 * BURST));
    expect(got.map((packets) => packets % BURST)).toEqual([0, 0, 0]);
    expect(got.reduce((sum, packets) => sum + packets, 0)).toBe(6 * BURST);
  });

  it('gives one turn for all to the only worker that is open, and a burst when another one is', () => {
    const given = setup(2);
    leave(given.roster, 0);
    given.lanes.write(1, 0, 0);
    join(given.roster, 1);
    given.roster.share(1000);
    expect([given.roster.current(), given.roster.left]).toEqual([1, 2 ** 30]);
    join(given.roster, 0);
    given.lanes.write(0, 0, 0);
    join(given.roster, 0);
    given.roster.share(1000);
    given.roster.current();
    expect(given.roster.left).toBe(BURST);
  });

  it('passes the turn on when its worker is full or closed to other tags', () => {
    const given = setup(2);
    given.roster.share(1000);
    const [first] = give(given, 1).keys();
    leave(given.roster, first!);
    expect([...give(given, 1).keys()]).toEqual([1 - first!]);
  });

  it('counts what a flow brings against the turn', () => {
    const given = setup(2);
    given.roster.share(2 * BURST);
    const [first] = give(given, 1).keys();
    expect(given.roster.left).toBe(BURST - 1);
    given.roster.spend(BURST - 1);
    expect([...give(given, 1).keys()]).toEqual([1 - first!]);
  });

  it('has no worker open that has no room, or that has stalled and holds a packet', () => {
    const { roster, lanes, stalls } = setup(2);
    for (let packet = 0; packet < LANE; packet++) lanes.write(0, 0, 0);
    roster.update(0);
    expect(roster.open.has(0)).toBe(false);
    stalls.collected(0, 2);
    stalls.watch(1, 0, 1, 1);
    stalls.moved(1);
    lanes.write(1, 0, 0);
    roster.update(1);
    expect([stalls.isDoubted(1), roster.open.has(1)]).toEqual([true, false]);
  });

  it('changes nothing when it is nobody of whom something has changed', () => {
    const { roster } = setup(2);
    roster.update(NONE);
    expect([roster.open.size, roster.idle.size, roster.open.has(0), roster.open.has(1)]).toEqual([2, 2, true, true]);
  });

  it('has new patience with a worker that gets packets after it had none', () => {
    const { roster, stalls } = setup(2);
    stalls.collected(1, 2);
    roster.engage(0);
    expect(stalls.watch(0, 0, 1, 1)).toBe(false);
  });

  it('gives no other tag to a worker for whom a flow waits', () => {
    const { roster, flows } = setup(2);
    const record = flows.table.add(0, 5);
    flows.fields[record + WORKER] = 0;
    flows.enqueue(record, 1);
    roster.update(0);
    expect([roster.open.has(0), roster.idle.has(0), roster.open.has(1)]).toEqual([false, false, true]);
    flows.takeWaiting(0);
    roster.update(0);
    expect(roster.open.has(0)).toBe(true);
  });

  it('gives a worker that has stalled one packet, and no other before it claims', () => {
    const given = setup(2);
    given.stalls.collected(1, 2);
    given.stalls.watch(0, 0, 1, 1);
    given.stalls.moved(0);
    for (const worker of [0, 1]) join(given.roster, worker);
    given.roster.share(1000);
    expect(give(given, 1000)).toEqual(new Map([[0, 1], [1, LANE]]));
    given.stalls.watch(0, 1, 1, 1);
    join(given.roster, 0);
    expect(give(given, 1000)).toEqual(new Map([[0, LANE - 1]]));
  });

  it('stops at the last room there is', () => {
    const given = setup(3);
    given.roster.share(1000);
    expect(shares(give(given, 1000))).toEqual([LANE, LANE, LANE]);
    expect(takeTurn(given.roster)).toBe(NONE);
  });

  it('makes turns longer while nothing has to be taken back, up to a burst, and shorter again when it had to be', () => {
    const given = setup(4);
    const turn = (): number => {
      for (const worker of [0, 1, 2, 3]) join(given.roster, worker);
      given.roster.share(4);
      const worker = takeTurn(given.roster);
      // It has something now: the next turn is another one's, who has nothing.
      given.roster.engage(worker);
      let length = 1;
      while (takeTurn(given.roster) === worker) length++;
      return length;
    };
    expect(turn()).toBe(1);
    for (let i = 0; i < 100; i++) given.roster.settled(1000);
    expect(turn()).toBe(BURST);
    for (let i = 0; i < 100; i++) given.roster.disturbed();
    expect(turn()).toBe(1);
    for (let i = 0; i < 100; i++) given.roster.settled(1000);
    expect(turn()).toBe(BURST);
  });
});

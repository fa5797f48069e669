// Hand-backs that wait in the lane until the caller asks for them: whatever stands between, they come out in order and once.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, PacketBurst } from '../src/index.ts';
import { burstOf } from './stepped/burst-of.ts';

interface Setup {
  readonly distributor: Distributor;
  readonly workers: readonly DistributorWorker[];
  /** Gives packets of one tag a worker, numbered on. */
  readonly give: (count: number) => void;
  /** The worker takes packets and hands back all but the last, with another handle each: they may wait in its lane. */
  readonly handBackAllButOne: (worker: number) => number;
}

function setup(workers: number): Setup {
  const distributor = Distributor.create({ workers, burst: 8, credits: 16, capacity: 64 });
  const attached = Array.from({ length: workers }, (_, worker) => DistributorWorker.attach(distributor.region, worker));
  for (const worker of attached) worker.requestPackets();
  distributor.poll();
  let next = 0;
  const give = (count: number): void => {
    const packets = burstOf(...Array.from({ length: count }, (): [number, number] => [next % workers, next++]));
    expect(distributor.tryProcess(packets)).toBe(count);
  };
  const handBackAllButOne = (worker: number): number => {
    const burst = new PacketBurst(8);
    const count = attached[worker]!.pollPackets(burst);
    if (count < 2) return 0;
    burst.count = count - 1;
    for (let i = 0; i < burst.count; i++) burst.handles[i]! += 1000;
    attached[worker]!.requestPackets(burst);
    return count - 1;
  };
  return { distributor, workers: attached, give, handBackAllButOne };
}

function taken(distributor: Distributor, most: number): number[] {
  const into = distributor.createBurst(most);
  distributor.returnedPackets(into);
  return [...into.handles.slice(0, into.count)];
}

describe('hand-backs that wait in the lane', () => {
  it.each([1, 3, 7, 64])('are returned in order, with what replaced them, by bursts of %i', (most) => {
    const { distributor, give, handBackAllButOne } = setup(1);
    give(8);
    expect(handBackAllButOne(0)).toBe(7);
    const back: number[] = [];
    for (let i = 0; i < 10; i++) back.push(...taken(distributor, most));
    expect(back).toEqual([0, 1, 2, 3, 4, 5, 6].map((handle) => 1000 + handle));
  });

  it('are counted when they are cleared, and do not come back', () => {
    const { distributor, give, handBackAllButOne } = setup(1);
    give(8);
    handBackAllButOne(0);
    distributor.poll();
    distributor.clearReturns();
    const after = taken(distributor, 64);
    expect(after.every((handle) => handle >= 1000 && handle < 1007)).toBe(true);
    expect(taken(distributor, 64)).toEqual([]);
  });

  it('are returned once when their worker is lost', () => {
    const { distributor, give, handBackAllButOne } = setup(1);
    give(8);
    handBackAllButOne(0);
    const { suspects } = distributor.workerLost(0);
    expect(suspects.map(({ handle }) => handle)).toEqual([7]);
    distributor.fail(suspects[0]!);
    expect(taken(distributor, 64)).toEqual([1000, 1001, 1002, 1003, 1004, 1005, 1006, 7]);
  });

  it.each([1, 2, 3])('come before later ones of their tag, whatever is asked when, with %i workers', (count) => {
    const move = fc.record({ give: fc.nat(6), worker: fc.nat(count - 1), most: fc.integer({ min: 0, max: 9 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 120 }), (moves) => {
        const { distributor, workers } = setup(count);
        const held = workers.map(() => new PacketBurst(8));
        const newest = new Map<number, number>();
        let next = 0;
        let returned = 0;
        const take = (most: number): void => {
          const into = new PacketBurst(most);
          distributor.returnedPackets(into);
          for (let i = 0; i < into.count; i++) {
            expect(into.handles[i]).toBeGreaterThan(newest.get(into.tags[i]!) ?? -1);
            newest.set(into.tags[i]!, into.handles[i]!);
          }
          returned += into.count;
        };
        for (const { give, worker, most } of moves) {
          const packets = burstOf(...Array.from({ length: give }, (_, i): [number, number] => [(next + i) % 5, next + i]));
          // What is refused keeps its place only within its tag: it is not offered again here.
          next += give;
          const accepted = give === 0 ? 0 : distributor.tryProcess(packets);
          returned -= accepted;
          const burst = held[worker]!;
          if (burst.count > 0) workers[worker]!.requestPackets(burst);
          workers[worker]!.pollPackets(burst);
          if (most > 0) take(most);
        }
        for (let round = 0; round < 200; round++) {
          for (const [worker, burst] of held.entries()) {
            workers[worker]!.requestPackets(burst);
            workers[worker]!.pollPackets(burst);
          }
          take(5);
        }
        expect(returned).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

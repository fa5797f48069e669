import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, PacketBurst, PayloadPool } from '../src/index.ts';
import { burstOf, packetsOf } from './stepped/burst-of.ts';

/** A worker of a distributor that has given it packets of these tags, with handles from 0 on; it holds them all. */
function holding(...tags: readonly number[]): { distributor: Distributor; worker: DistributorWorker; burst: PacketBurst } {
  const distributor = Distributor.create({ workers: 1, burst: 8 });
  const worker = DistributorWorker.attach(distributor.region, 0);
  const burst = new PacketBurst(8);
  worker.requestPackets();
  distributor.poll();
  distributor.process(burstOf(...tags.map((tag, handle): [number, number] => [tag, handle])));
  worker.pollPackets(burst);
  return { distributor, worker, burst };
}

const coded = (code: string, message: string): object => expect.objectContaining({ code, message }) as object;

describe('a worker that hands back what it does not hold', () => {
  it.each(['requestPackets', 'returnPackets'] as const)('is told by %s how many it holds, and nothing has changed', (call) => {
    const { distributor, worker, burst } = holding(1, 2);
    const three = burstOf([1, 0], [2, 1], [3, 2]);
    expect(() => worker[call](three)).toThrow(coded('NOT_HELD', 'worker 0 hands back 3 packets and holds 2'));
    expect(three.count).toBe(3);
    expect([distributor.poll(), distributor.counters().returned]).toEqual([2, 0]);
    worker[call](burst);
    expect(distributor.poll()).toBe(0);
  });

  it('is told which tag it hands back in place of which, and nothing has changed', () => {
    const { distributor, worker, burst } = holding(1, 0xffff_ffff);
    const swapped = burstOf([0xffff_ffff, 1], [1, 0]);
    expect(() => worker.requestPackets(swapped)).toThrow(
      coded('NOT_HELD', 'worker 0 hands back tag 4294967295 in place of tag 1: packets go back in the order in which they came'),
    );
    expect(distributor.poll()).toBe(2);
    worker.requestPackets(burst);
    expect(distributor.poll()).toBe(0);
  });

  it('cannot hand the same packets back twice with one burst: it is empty then', () => {
    const { distributor, worker, burst } = holding(1, 2);
    worker.requestPackets(burst);
    expect(burst.count).toBe(0);
    worker.requestPackets(burst);
    worker.returnPackets(burst);
    expect([distributor.poll(), distributor.counters().returned]).toEqual([0, 2]);
  });
});

describe('a worker that leaves', () => {
  it.each([0, 1])('must hand back all it holds: with %i of 2 it stays', (count) => {
    const { distributor, worker, burst } = holding(1, 2);
    const part = burstOf(...packetsOf(burst).slice(0, count));
    expect(() => worker.returnPackets(part)).toThrow(coded('STILL_HELD', `worker 0 leaves with 2 packets and hands back ${count}`));
    distributor.poll();
    expect(distributor.counters()).toMatchObject({ workers: 1, outstanding: 2 });
    worker.returnPackets(burst);
    distributor.poll();
    expect(distributor.counters()).toMatchObject({ workers: 0, outstanding: 0 });
  });
});

describe('attach', () => {
  it('refuses a slot that has a worker, whether that has joined, left or not yet asked', () => {
    const { distributor, worker, burst } = holding(1);
    const taken = coded('SLOT_TAKEN', 'slot 0 has a worker already; if its thread has ended, call workerLost(0) first');
    expect(() => DistributorWorker.attach(distributor.region, 0)).toThrow(taken);
    worker.returnPackets(burst);
    expect(() => DistributorWorker.attach(distributor.region, 0)).toThrow(taken);
  });

  it.each([-1, 2, 1.5, NaN])('refuses slot %s of two by an error that carries range and value, and takes none', (worker) => {
    const { region } = Distributor.create({ workers: 2 });
    expect(() => DistributorWorker.attach(region, worker)).toThrow(new RangeError(`worker must be an integer from 0 to 1, got ${worker}`));
    expect([0, 1].map((slot) => DistributorWorker.attach(region, slot).worker)).toEqual([0, 1]);
  });

  it.each([0, 9, 2.5])('refuses a burst of %s where the distributor has 8, and takes no slot', (burst) => {
    const { region } = Distributor.create({ workers: 1, burst: 8 });
    expect(() => DistributorWorker.attach(region, 0, { burst })).toThrow(new RangeError(`burst must be an integer from 1 to 8, got ${burst}`));
    expect(DistributorWorker.attach(region, 0, { burst: 8 }).claimLimit).toBe(8);
  });

  it.each([
    ['a pool', PayloadPool.create({ buffers: 1, bytes: 1 }).region],
    ['zeros', new SharedArrayBuffer(4096)],
    ['too short', new SharedArrayBuffer(6)],
  ])('refuses a buffer that is no distributor: %s', (_, region) => {
    expect(() => DistributorWorker.attach(region, 0)).toThrow(expect.objectContaining({ code: 'NOT_A_REGION' }));
  });
});

describe('claimLimit', () => {
  it('bounds a claim, and so does the room of the burst that is filled', () => {
    const distributor = Distributor.create({ workers: 1, burst: 8 });
    const worker = DistributorWorker.attach(distributor.region, 0, { burst: 4 });
    worker.requestPackets();
    distributor.poll();
    distributor.process(burstOf(...Array.from({ length: 12 }, (_, i): [number, number] => [i, i])));
    const into = new PacketBurst(8);
    expect([worker.claimLimit, worker.pollPackets(into), into.count]).toEqual([4, 4, 4]);
    worker.claimLimit = 3;
    expect(worker.pollPackets(into)).toBe(3);
    expect(worker.pollPackets(new PacketBurst(2))).toBe(2);
  });

  it.each([0, 5, 1.5, NaN])('is not %s where the worker has a burst of 4', (limit) => {
    const worker = DistributorWorker.attach(Distributor.create({ workers: 1, burst: 8 }).region, 0, { burst: 4 });
    expect(() => (worker.claimLimit = limit)).toThrow(new RangeError(`claimLimit must be an integer from 1 to 4, got ${limit}`));
    expect(worker.claimLimit).toBe(4);
  });
});

describe('create', () => {
  it('names option, range and value of what it refuses', () => {
    expect(() => Distributor.create({ workers: 1025 })).toThrow(new RangeError('workers must be an integer from 1 to 1024, got 1025'));
  });
});

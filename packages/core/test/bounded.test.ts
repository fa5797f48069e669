import { describe, expect, it } from 'vitest';

import { DistributorError, PacketBurst } from '../src/index.ts';
import { burstOf } from './stepped/burst-of.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

const sequence = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('Bounded', () => {
  it('accepts up to its capacity, refuses the rest in order, and accepts again as packets come back, until as many wait to be taken', () => {
    const run = new SteppedRun({ workers: 1, burst: 4, capacity: 10, flowBacklog: 10 }).join();
    expect(run.submit(...sequence(25))).toBe(10);
    expect([...run.waiting.handles.subarray(0, run.waiting.count)]).toEqual(sequence(25).slice(10));
    const handleAll = (): void => {
      for (let round = 0; round < 4; round++) {
        run.workers[0]!.run();
        run.distributor.poll();
      }
    };
    handleAll();
    // All are back, and none is taken.
    expect(run.submit()).toBe(10);
    handleAll();
    expect(run.submit()).toBe(0);
    expect(run.takeReturned(3)).toHaveLength(3);
    expect(run.submit()).toBe(3);
    expect(run.distributor.counters()).toMatchObject({ accepted: 23, refused: 15 + 5 + 5 + 2, outstanding: 3 });
    expect(run.finish()).toHaveLength(22);
  });

  it('loses nothing of 400 packets when returned packets are not taken meanwhile', () => {
    const run = new SteppedRun({ workers: 2, burst: 8 }).join();
    for (let sent = 0; sent < 400; sent += 8) {
      run.submit(...sequence(8));
      for (const worker of run.workers) worker.run();
    }
    run.distributor.poll();
    expect([run.waiting.count, run.distributor.counters().returned]).toEqual([0, 400]);
    expect(run.takeReturned()).toHaveLength(400);
  });

  it('says RETURNS_FULL when only the caller can make room, keeps what it did not accept, and loses nothing', () => {
    const run = SteppedRun.whileWaiting({ workers: 1, burst: 4, capacity: 8, flowBacklog: 8 }, ({ workers }) => workers[0]!.run()).join();
    const packets = burstOf(...sequence(20).map((i): [number, number] => [i % 3, run.witness.submit(i % 3)]));
    for (const handle of sequence(16)) run.witness.accept(handle);
    let error: unknown;
    try {
      run.distributor.process(packets);
    } catch (thrown) {
      error = thrown;
    }
    expect(DistributorError.isInstance(error) && error.code).toBe('RETURNS_FULL');
    expect((error as Error).message).toBe('4 packets cannot be accepted: 16 returned packets wait, twice the capacity of 8; take them with returnedPackets()');
    expect([...packets.handles.subarray(0, packets.count)]).toEqual(sequence(20).slice(16));
    expect(() => run.distributor.process(packets)).toThrow(expect.objectContaining({ code: 'RETURNS_FULL' }));
    expect(run.takeReturned().map(({ handle }) => handle)).toEqual(sequence(16));
    for (const handle of sequence(20).slice(16)) run.witness.accept(handle);
    expect(run.distributor.process(packets)).toBe(4);
    expect(packets.count).toBe(0);
    expect(run.finish()).toHaveLength(4);
  });

  it('never says RETURNS_FULL to a caller who takes all returned packets between bursts', () => {
    const run = SteppedRun.whileWaiting({ workers: 1, burst: 4, capacity: 8, flowBacklog: 8 }, ({ workers }) => workers[0]!.run()).join();
    let taken = 0;
    for (let sent = 0; sent < 400; sent += 8) {
      const packets = burstOf(...sequence(8).map((i): [number, number] => [i % 3, run.witness.submit(i % 3)]));
      for (const handle of packets.handles.subarray(0, packets.count)) run.witness.accept(handle);
      expect([run.distributor.process(packets), packets.count]).toEqual([8, 0]);
      taken += run.takeReturned().length;
    }
    expect(taken + run.finish().length).toBe(400);
  });

  it('waits in process() for as long as workers make room, and then has accepted all', () => {
    const out = new PacketBurst(64);
    let taken = 0;
    const run = SteppedRun.whileWaiting({ workers: 2, burst: 2, credits: 2, capacity: 64, flowBacklog: 4 }, ({ workers }, look) => workers[look % 2]!.run()).join();
    const packets = burstOf(...sequence(60).map((i): [number, number] => [i % 2, run.witness.submit(i % 2)]));
    for (const handle of sequence(60)) run.witness.accept(handle);
    expect([run.distributor.process(packets), packets.count]).toEqual([60, 0]);
    expect(run.distributor.flush()).toBe(0);
    for (let count = run.distributor.returnedPackets(out); count > 0; count = run.distributor.returnedPackets(out)) taken += count;
    expect(taken).toBe(60);
  });

  it('takes bursts that are larger than its own burst, its lanes and its chunks', () => {
    const run = new SteppedRun({ workers: 3, burst: 3, credits: 5 }).join();
    run.submit(...sequence(3000).map((i) => i % 777));
    expect(run.waiting.count).toBe(0);
    expect(run.finish()).toHaveLength(3000);
  });

  it('accepts an empty burst as a reason to look at the workers', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 }).join();
    run.submit(1);
    run.workers[0]!.run();
    expect(run.distributor.tryProcess(new PacketBurst(1))).toBe(0);
    expect(run.distributor.counters()).toMatchObject({ outstanding: 0, returned: 1 });
  });

  it.each([1, 2, 32, 256])('gives at most %i packets, its burst, in one handshake', (burst) => {
    const run = new SteppedRun({ workers: 1, burst }).join();
    run.submit(...sequence(600));
    const [worker] = run.workers;
    for (let left = 600; left > 0; ) {
      const count = worker!.take();
      if (count === -1) {
        worker!.ask();
        run.distributor.poll();
        continue;
      }
      expect(count).toBeLessThanOrEqual(burst);
      left -= count;
      worker!.ask();
    }
    expect(run.finish()).toHaveLength(600);
  });

  it('never gives a worker more packets than it has credits', () => {
    const run = new SteppedRun({ workers: 1, burst: 2, credits: 5 }).join();
    run.submit(...sequence(50));
    const [worker] = run.workers;
    for (let round = 0; round < 20; round++) {
      while (worker!.take() > 0);
      run.distributor.poll();
      expect(worker!.held.length).toBeLessThanOrEqual(5);
      worker!.ask(round % 3);
      run.distributor.poll();
    }
    expect(run.finish()).toHaveLength(50);
  });
});

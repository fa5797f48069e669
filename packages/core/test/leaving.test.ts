import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, PacketBurst } from '../src/index.ts';
import { HANDSHAKE, slotStart } from '../src/slot/distributor-layout.ts';
import { ObservedMemory } from './memory/observed-memory.ts';
import { burstOf } from './stepped/burst-of.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

const sequence = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('a worker that leaves', () => {
  it.each([1, 2, 8, 32])('leaves what it has not claimed to the others, in order (burst %i)', (burst) => {
    const run = new SteppedRun({ workers: 2, burst, credits: 32 });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(...sequence(20).map((i) => i % 3));
    run.workers[0]!.take();
    run.workers[1]!.ask();
    run.workers[0]!.leave();
    const returned = run.finish();
    expect(returned).toHaveLength(20);
    for (const tag of [0, 1, 2]) {
      const handles = returned.filter((packet) => packet.tag === tag).map(({ handle }) => handle);
      expect(handles).toEqual(handles.toSorted((a, b) => a - b));
    }
  });

  it('gets no packet until it asks again, and does then', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 }).join();
    run.workers[0]!.leave();
    run.submit(1, 2);
    for (let i = 0; i < 3; i++) {
      run.distributor.poll();
      expect(run.workers[0]!.take()).toBe(-1);
    }
    run.workers[0]!.ask();
    run.distributor.poll();
    expect(run.workers[0]!.run()).toBe(2);
  });

  it('may be the last one: its packets and all that come after wait for the next to join', () => {
    const run = new SteppedRun({ workers: 2, burst: 8 });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(...sequence(16));
    run.workers[0]!.take();
    run.workers[0]!.leave();
    run.submit(...sequence(8));
    run.distributor.poll();
    expect(run.distributor.counters()).toMatchObject({ outstanding: 16, backlog: 16, inFlight: 0, workers: 0 });
    run.workers[1]!.ask();
    for (let i = 0; i < 4; i++) {
      run.distributor.poll();
      run.workers[1]!.run();
    }
    run.distributor.poll();
    expect(run.takeReturned()).toHaveLength(24);
  });

  it('delivers nothing twice and loses nothing when it leaves with a backlog and rejoins at once', () => {
    const run = new SteppedRun({ workers: 2, burst: 1, credits: 1 }).join();
    const [one] = run.workers;
    run.submit(7, 7, 7, 7, 7, 7, 7, 7, 7);
    for (const worker of run.workers) worker.take();
    for (let round = 0; round < 9; round++) {
      one!.leave();
      one!.ask();
      run.submit();
      one!.take();
    }
    expect(run.finish()).toHaveLength(9);
  });

  it('may leave and rejoin before the distributor looks, any number of times', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 }).join();
    for (let round = 0; round < 50; round++) {
      run.submit(round % 5, round % 3);
      run.workers[0]!.take();
      run.workers[0]!.leave();
      if (round % 3 > 0) run.workers[0]!.ask();
      if (round % 3 > 1) run.workers[0]!.leave();
      run.workers[0]!.ask();
    }
    expect(run.finish()).toHaveLength(100);
  });

  it('is seen although its hand-back and its leave come while the distributor does not look', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 }).join();
    run.submit(1, 2);
    run.workers[0]!.take();
    run.workers[0]!.ask();
    run.workers[0]!.leave();
    run.distributor.poll();
    expect(run.distributor.counters()).toMatchObject({ returned: 2, outstanding: 0, workers: 0 });
  });

  it('may leave with nothing, and without ever having asked', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 });
    run.workers[0]!.leave();
    run.workers[0]!.leave();
    run.submit(1);
    expect(run.distributor.counters()).toMatchObject({ backlog: 1, workers: 0 });
    expect(run.finish()).toHaveLength(1);
  });

  it('keeps every promise at whatever access of the distributor it leaves, and at whichever it is back', () => {
    const attempts = { leaves: 0, rejoins: 0 };
    for (let leaveAt = 0; leaveAt < 60; leaveAt++) {
      for (const absence of [1, 2, 3, 5, 8, 1000]) {
        let accesses = 0;
        let armed = false;
        const interfere = (): void => {
          if (!armed) return;
          const at = accesses++;
          const [worker] = run.workers;
          armed = false;
          if (at === leaveAt) {
            worker!.leave();
            attempts.leaves++;
          }
          if (at === leaveAt + absence) {
            worker!.ask();
            worker!.take();
            attempts.rejoins++;
          }
          armed = true;
        };
        const run: SteppedRun = new SteppedRun({
          workers: 2,
          burst: 2,
          credits: 4,
          memory: (bytes) => new ObservedMemory(new SharedArrayBuffer(bytes), interfere),
        }).join();
        run.submit(1, 1, 2, 3);
        for (const worker of run.workers) worker.take();
        armed = true;
        run.submit(1, 2, 3, 4, 1);
        run.distributor.poll();
        run.submit(1, 4, 5);
        armed = false;
        expect(run.finish()).toHaveLength(12);
      }
    }
    expect(attempts.leaves).toBeGreaterThan(50);
    expect(attempts.rejoins).toBeGreaterThan(20);
  });

  it('leaves nothing pinned to it when it comes back, works and leaves again while it is seen to leave', () => {
    let looks = 0;
    let meanwhile = (): void => undefined;
    const distributor = Distributor.create({
      workers: 2,
      burst: 1,
      memory: (bytes) =>
        new ObservedMemory(new SharedArrayBuffer(bytes), ({ kind, index }) => {
          if (kind === 'load' && index === slotStart(0, 64) + HANDSHAKE && ++looks === 2) meanwhile();
        }),
    });
    const [first, second] = [0, 1].map((worker) => DistributorWorker.attach(distributor.region, worker));
    const held = new PacketBurst(1);
    const work = (): void => {
      expect(first!.pollPackets(held)).toBe(1);
      first!.returnPackets(held);
    };
    first!.requestPackets();
    distributor.poll();
    distributor.tryProcess(burstOf([7, 1], [7, 2]));
    work();
    meanwhile = (): void => {
      first!.requestPackets();
      work();
    };
    looks = 0;
    distributor.poll();
    expect(looks).toBe(2);
    // Whichever slot these calls look at first.
    for (const handle of [3, 4]) distributor.tryProcess(burstOf([7, handle]));
    second!.requestPackets();
    for (const handle of [3, 4]) {
      distributor.poll();
      expect([second!.pollPackets(held), held.handles[0]]).toEqual([1, handle]);
      second!.requestPackets(held);
    }
    expect(distributor.flush()).toBe(0);
  });
});

describe('a worker that claims while its packets are taken back', () => {
  it('has them, or they are somewhere else: at whatever access of the distributor it claims', () => {
    let tooLate = 0;
    for (let claimAt = 0; claimAt < 40; claimAt++) {
      let accesses = 0;
      let armed = false;
      const interfere = (): void => {
        if (armed && accesses++ === claimAt) run.workers[0]!.take();
      };
      const run: SteppedRun = new SteppedRun({ workers: 2, burst: 8, memory: (bytes) => new ObservedMemory(new SharedArrayBuffer(bytes), interfere) });
      run.workers[0]!.ask();
      run.distributor.poll();
      run.submit(1, 2, 3, 4, 5, 6);
      run.workers[1]!.ask();
      armed = true;
      run.distributor.poll();
      armed = false;
      if (run.workers[0]!.held.length === 6) tooLate++;
      run.workers[1]!.take();
      expect(run.finish()).toHaveLength(6);
    }
    // Sometimes the worker was the faster one.
    expect(tooLate).toBeGreaterThan(0);
    expect(tooLate).toBeLessThan(40);
  });
});

describe('a distributor that gives packets while the worker is in the middle of a call', () => {
  it('loses no packet and no hand-back, at whichever access of the worker it gives them', () => {
    for (let at = 0; at < 60; at++) {
      let accesses = 0;
      let armed = false;
      const interfere = (): void => {
        if (armed && accesses++ === at) run.submit(1, 2, 3, 4, 5);
      };
      const run: SteppedRun = new SteppedRun({ workers: 2, burst: 4, credits: 4 }, (region) => new ObservedMemory(region, interfere)).join();
      run.submit(1, 1, 2);
      armed = true;
      for (const worker of run.workers) {
        worker.take();
        worker.note();
        worker.ask();
        worker.leave();
        worker.ask();
      }
      armed = false;
      expect(run.finish()).toHaveLength(accesses > at ? 8 : 3);
    }
  });
});

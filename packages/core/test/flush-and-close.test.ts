import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, NOTHING_YET, PacketBurst, busySpin } from '../src/index.ts';
import { ObservedMemory } from './memory/observed-memory.ts';
import { burstOf } from './stepped/burst-of.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

const sequence = (length: number): number[] => Array.from({ length }, (_, i) => i);

describe('flush', () => {
  it.each([1, 8, 32])('ends when every packet is returned, in lanes and backlogs, and not before (burst %i)', (burst) => {
    const run = SteppedRun.whileWaiting({ workers: 2, burst, credits: 32 }, ({ workers }, look) => {
      const worker = workers[look % 2]!;
      if (worker.take() > 0) return;
      worker.ask();
    }).join();
    run.submit(...sequence(300).map((i) => i % 11));
    expect(run.distributor.flush()).toBe(0);
    expect([run.witness.outstanding, run.witness.returned]).toEqual([0, 300]);
    expect(run.takeReturned()).toHaveLength(300);
  });

  it('ends at once when nothing is outstanding', () => {
    expect(SteppedRun.whileWaiting({ workers: 1 }, () => expect.unreachable('it waits')).distributor.flush()).toBe(0);
  });

  it('ends while workers leave and rejoin', () => {
    const run = SteppedRun.whileWaiting({ workers: 3, burst: 4 }, ({ workers }, look) => {
      const worker = workers[look % 3]!;
      if (look % 7 === 0) worker.leave();
      else if (worker.take() === NOTHING_YET) worker.ask();
    });
    run.submit(...sequence(500).map((i) => i % 9));
    expect(run.distributor.flush()).toBe(0);
    expect(run.takeReturned()).toHaveLength(500);
  });

  it('waits for a worker when there is none', () => {
    const run = SteppedRun.whileWaiting({ workers: 2, burst: 4 }, ({ workers }, look) => {
      if (look >= 100) workers[1]!.run();
      if (look === 100) workers[1]!.ask();
    });
    run.submit(1, 2, 3);
    expect(run.distributor.flush()).toBe(0);
  });

  it('ends when a worker dies, and says how many packets wait for a decision', () => {
    const run = SteppedRun.whileWaiting({ workers: 2, burst: 4 }, (it, look) => {
      if (look === 5) it.workers[0]!.take();
      if (look === 10) it.lose(0);
      if (look > 10) it.workers[1]!.run();
      if (look === 11) it.workers[1]!.ask();
    });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1, 2, 1, 3, 4, 5, 1);
    expect(run.distributor.flush()).toBe(5);
    expect(run.distributor.counters()).toMatchObject({ suspects: 4, backlog: 1, inFlight: 0, outstanding: 5 });
  });
});

describe('close', () => {
  it('dismisses workers that hold, wait, ask, or come only later: 0 packets, for ever', () => {
    const run = new SteppedRun({ workers: 4, burst: 2 });
    run.workers[0]!.ask();
    run.workers[1]!.ask();
    run.distributor.poll();
    run.submit(1, 2, 3);
    run.workers[0]!.take();
    run.workers[2]!.ask();
    run.workers[2]!.leave();
    run.distributor.close();
    const into = new PacketBurst(2);
    for (const { worker, held } of run.workers) {
      const handedBack = held.length > 0 ? burstOf(...held.map(({ tag, handle }): [number, number] => [tag, handle])) : undefined;
      expect([worker.getPackets(into, handedBack), worker.pollPackets(into), worker.getPackets(into), into.count]).toEqual([0, 0, 0, 0]);
      worker.returnPackets(into);
      expect(worker.getPackets(into)).toBe(0);
    }
  });

  it('says how many packets it drops, outstanding or returned and not taken, and counts them', () => {
    const run = new SteppedRun({ workers: 1, burst: 2, credits: 2 }).join();
    run.submit(1, 2, 3, 4, 5);
    run.workers[0]!.take();
    run.workers[0]!.ask();
    run.distributor.poll();
    run.takeReturned(1);
    run.workers[0]!.take();
    expect(run.distributor.close()).toBe(4);
    expect(run.distributor.counters()).toMatchObject({ accepted: 5, returned: 5, taken: 1, dropped: 4, outstanding: 0, inFlight: 0, backlog: 0, flows: 0, workers: 0 });
    expect(run.distributor.close()).toBe(0);
    expect(run.distributor.counters().dropped).toBe(4);
  });

  it('leaves nothing outstanding of what was', () => {
    const run = new SteppedRun({ workers: 1 }).join();
    run.submit(1, 2, 3);
    expect(run.distributor.outstanding).toBe(3);
    run.distributor.close();
    expect(run.distributor.outstanding).toBe(0);
  });

  it('dismisses a worker that asks at the same moment', () => {
    let meanwhile = (): void => undefined;
    const memory = (bytes: number): ObservedMemory =>
      new ObservedMemory(new SharedArrayBuffer(bytes), ({ kind }) => {
        if (kind === 'compareExchange') meanwhile();
      });
    const distributor = Distributor.create({ workers: 1, memory });
    const worker = DistributorWorker.attach(distributor.region, 0);
    meanwhile = (): void => {
      meanwhile = () => undefined;
      worker.requestPackets();
    };
    distributor.close();
    expect(worker.pollPackets(new PacketBurst(1))).toBe(0);
  });

  it('leaves no call to the distributor but counters(), activity() and close()', () => {
    const distributor = Distributor.create({ workers: 1, wait: busySpin() });
    const suspect = { tag: 1, handle: 1, attempt: 1, worker: 0 };
    const burst = new PacketBurst(1);
    distributor.close();
    const calls = [
      () => distributor.process(burst),
      () => distributor.tryProcess(burst),
      () => distributor.returnedPackets(burst),
      () => distributor.poll(),
      () => distributor.flush(),
      () => distributor.clearReturns(),
      () => distributor.workerLost(0),
      () => distributor.retry(suspect),
      () => distributor.fail(suspect),
    ];
    for (const call of calls) expect(call).toThrow(expect.objectContaining({ code: 'CLOSED', message: 'the distributor has been closed' }));
    expect(distributor.activity()).toBeUndefined();
    expect(distributor.counters().outstanding).toBe(0);
  });

  it('rejects the asynchronous calls as well, those that wait included', async () => {
    const distributor = Distributor.create({ workers: 1 });
    distributor.tryProcess(burstOf([1, 1]));
    const waiting = distributor.flushAsync();
    distributor.close();
    await expect(waiting).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(distributor.flushAsync()).rejects.toMatchObject({ code: 'CLOSED' });
    await expect(distributor.processAsync(burstOf([1, 1]))).rejects.toMatchObject({ code: 'CLOSED' });
  });

  it('wakes a worker that awaits packets', async () => {
    const distributor = Distributor.create({ workers: 1 });
    const worker = DistributorWorker.attach(distributor.region, 0);
    const packets = worker.getPacketsAsync(new PacketBurst(1));
    distributor.close();
    expect(await packets).toBe(0);
  });
});

describe('clearReturns', () => {
  it('throws away what was returned, what was handed back just now included, and counts it', () => {
    const run = new SteppedRun({ workers: 1, burst: 4 }).join();
    run.submit(1, 2, 3, 4, 5, 6);
    run.workers[0]!.take();
    run.workers[0]!.ask();
    run.distributor.poll();
    run.workers[0]!.take();
    run.workers[0]!.ask();
    expect([run.distributor.clearReturns(), run.witness.drop()]).toEqual([6, 6]);
    expect(run.takeReturned()).toEqual([]);
    expect(run.distributor.counters()).toMatchObject({ accepted: 6, returned: 6, taken: 0, dropped: 6, outstanding: 0 });
    expect(run.distributor.clearReturns()).toBe(0);
  });

  it('never erases the notice of a worker that leaves: its packets go elsewhere and flush ends', () => {
    const run = SteppedRun.whileWaiting({ workers: 2, burst: 8 }, ({ workers }) => workers[1]!.run()).join();
    run.submit(...sequence(8));
    for (const worker of run.workers) worker.take();
    run.workers[0]!.leave();
    run.witness.drop();
    run.distributor.clearReturns();
    expect(run.distributor.counters().workers).toBe(1);
    run.submit(...sequence(8));
    expect(run.workers[0]!.take()).toBe(-1);
    expect(run.distributor.flush()).toBe(0);
  });

  it('makes room for packets that were refused', () => {
    const run = new SteppedRun({ workers: 1, burst: 4, capacity: 4 }).join();
    run.submit(1, 2, 3, 4, 5);
    run.workers[0]!.run();
    run.witness.drop();
    run.distributor.clearReturns();
    expect(run.submit()).toBe(1);
    expect(run.finish()).toHaveLength(1);
  });
});

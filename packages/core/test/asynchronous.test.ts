import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, NOTHING_YET, PacketBurst, eventLoop } from '../src/index.ts';
import { burstOf } from './stepped/burst-of.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

/** Long enough for every promise that is resolved to have told so. */
const aLittle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 20));

/** Whether a promise is resolved by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await aLittle();
  return done;
}

describe('activity', () => {
  it.each([
    ['a worker joins', (run: SteppedRun) => run.workers[1]!.ask()],
    ['a worker leaves', (run: SteppedRun) => run.workers[0]!.leave()],
    ['a worker hands back', (run: SteppedRun) => run.workers[0]!.ask()],
    ['a worker is lost', (run: SteppedRun) => run.lose(0)],
    ['the distributor is closed', (run: SteppedRun) => run.distributor.close()],
  ])('is resolved when %s, and not before', async (_, happens) => {
    const run = new SteppedRun({ workers: 2, burst: 2 });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1);
    run.workers[0]!.take();
    run.distributor.poll();
    const activity = run.distributor.activity();
    expect(activity).toBeInstanceOf(Promise);
    expect(await isDone(activity!)).toBe(false);
    happens(run);
    await activity;
  });

  it('is undefined when something has happened since the last look', () => {
    const run = new SteppedRun({ workers: 1 }).join();
    run.submit(1);
    run.workers[0]!.run();
    expect(run.distributor.activity()).toBeUndefined();
    expect(run.distributor.counters().returned).toBe(1);
  });

  it('is one promise for all who ask while nothing happens, and a new one afterwards', async () => {
    const run = new SteppedRun({ workers: 1 });
    const first = run.distributor.activity();
    expect(run.distributor.activity()).toBe(first);
    run.workers[0]!.ask();
    await first;
    run.distributor.poll();
    const second = run.distributor.activity();
    expect(second).toBeInstanceOf(Promise);
    expect(second).not.toBe(first);
    expect(await isDone(second!)).toBe(false);
  });

  it('is still resolved when the distributor has waited in between, blocking', async () => {
    const run = SteppedRun.whileWaiting({ workers: 1, burst: 1 }, ({ workers }) => workers[0]!.run()).join();
    run.submit(1);
    const activity = run.distributor.activity();
    expect(run.distributor.flush()).toBe(0);
    await activity;
  });
});

describe('a caller that waits for an event loop', () => {
  it.each(['processAsync', 'flushAsync'] as const)('sleeps in %s until a worker does something', async (call) => {
    const run = new SteppedRun({ workers: 1, burst: 1, capacity: 1 }).join();
    const packets = burstOf([2, run.witness.submit(2)]);
    run.submit(1);
    run.witness.accept(0);
    let sleeps = 0;
    const until = async (look: () => boolean, park: () => Promise<unknown> | undefined): Promise<void> => {
      for (let round = 0; !look(); round++) {
        if (round === 9) throw new Error('it has no reason to sleep, or to look');
        const activity = park();
        if (activity === undefined) continue;
        sleeps++;
        run.workers[0]!.run();
        await activity;
      }
    };
    if (call === 'flushAsync') expect(await run.distributor.flushAsync({ until })).toBe(0);
    else expect(await run.distributor.processAsync(packets, { until })).toBe(1);
    expect(sleeps).toBe(1);
  });
});

describe('arrival', () => {
  it('is resolved when packets are given, and not before', async () => {
    const run = new SteppedRun({ workers: 1 }).join();
    const arrival = run.workers[0]!.worker.arrival();
    expect(await isDone(arrival!)).toBe(false);
    run.submit(1);
    await arrival;
    expect(run.workers[0]!.take()).toBe(1);
    expect(run.distributor.counters().wakes).toBe(1);
  });

  it('is undefined when packets are there already, or the distributor is closed', () => {
    const run = new SteppedRun({ workers: 1 }).join();
    run.submit(1);
    expect(run.workers[0]!.worker.arrival()).toBeUndefined();
    run.distributor.close();
    expect(run.workers[0]!.worker.arrival()).toBeUndefined();
  });

  it('is resolved for all who wait, also when one of them has given up', async () => {
    const run = new SteppedRun({ workers: 1 }).join();
    const givenUp = run.workers[0]!.worker.arrival();
    const waitedFor = run.workers[0]!.worker.arrival();
    run.submit(1);
    await waitedFor;
    await givenUp;
  });

  it('is resolved when the distributor is closed', async () => {
    const run = new SteppedRun({ workers: 1 }).join();
    const arrival = run.workers[0]!.worker.arrival();
    run.distributor.close();
    await arrival;
    expect(run.workers[0]!.take()).toBe(0);
  });
});

/** A worker with an event loop of its own, until the distributor is closed; how many packets it handled. */
async function work(distributor: Distributor, id: number, leaveAfter = Infinity): Promise<number> {
  const worker = DistributorWorker.attach(distributor.region, id);
  const burst = new PacketBurst(distributor.limits.burst);
  let handled = 0;
  for (;;) {
    const count = await worker.getPacketsAsync(burst, burst);
    if (count === 0) return handled;
    handled += count;
    if (handled < leaveAfter) continue;
    worker.returnPackets(burst);
    await aLittle();
    leaveAfter = Infinity;
  }
}

describe('the asynchronous calls', () => {
  it('bring all packets through without blocking the thread that both sides share', async () => {
    const distributor = Distributor.create({ workers: 2, burst: 4, credits: 4, capacity: 64, flowBacklog: 8 });
    const workers = [work(distributor, 0), work(distributor, 1, 50)];
    const packets = new PacketBurst(20);
    const returned = new PacketBurst(64);
    const last = new Map<number, number>();
    let taken = 0;
    const take = (): void => {
      while (distributor.returnedPackets(returned) > 0) {
        for (let i = 0; i < returned.count; i++, taken++) {
          expect(returned.handles[i]).toBeGreaterThan(last.get(returned.tags[i]!) ?? -1);
          last.set(returned.tags[i]!, returned.handles[i]!);
        }
      }
    };
    for (let handle = 0; handle < 1000; ) {
      while (handle < 1000 && packets.push(handle % 7, handle)) handle++;
      expect(await distributor.processAsync(packets)).toBe(20);
      expect(packets.count).toBe(0);
      expect(await distributor.flushAsync()).toBe(0);
      take();
    }
    distributor.close();
    expect(taken).toBe(1000);
    expect((await Promise.all(workers)).reduce((sum, handled) => sum + handled)).toBe(1000);
  });

  it('wait as they are told', async () => {
    const distributor = Distributor.create({ workers: 1, burst: 1 });
    const worker = DistributorWorker.attach(distributor.region, 0);
    const burst = new PacketBurst(1);
    let looks = 0;
    const wait = {
      until: async (look: () => boolean, park: () => Promise<unknown> | undefined): Promise<void> => {
        while (!look()) {
          looks++;
          await park();
        }
      },
    };
    const packets = worker.getPacketsAsync(burst, undefined, wait);
    expect(looks).toBe(1);
    distributor.poll();
    distributor.tryProcess(burstOf([5, 50]));
    expect([await packets, burst.tags[0], burst.handles[0]]).toEqual([1, 5, 50]);
    const flushed = distributor.flushAsync(wait);
    worker.requestPackets(burst);
    expect(await flushed).toBe(0);
    expect(await distributor.flushAsync(eventLoop({ spins: 0 }))).toBe(0);
    expect(worker.pollPackets(burst)).toBe(NOTHING_YET);
  });

  it('reject with RETURNS_FULL when only the caller can make room', async () => {
    const distributor = Distributor.create({ workers: 1, burst: 1, credits: 2, capacity: 2 });
    const worker = work(distributor, 0);
    const packets = burstOf([1, 1], [2, 2], [3, 3], [4, 4], [5, 5]);
    await expect(distributor.processAsync(packets)).rejects.toMatchObject({ code: 'RETURNS_FULL' });
    expect(packets.count).toBe(1);
    distributor.close();
    expect(await worker).toBe(4);
  });
});

import { describe, expect, it } from 'vitest';

import { SteppedRun } from './stepped/stepped-run.ts';

/** Numbers that look random and are the same every time. */
function sequenceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    return (state >>> 8) % below;
  };
}

const counts = [1, 2, 40, 256, 1024];
const bursts = [1, 32, 256];

describe('any number of workers', () => {
  it.each(counts.flatMap((workers) => bursts.map((burst) => [workers, burst] as const)))(
    'keeps every promise with %i workers and burst %i, some of whom leave, rejoin and die',
    (workers, burst) => {
      const run = new SteppedRun({ workers, burst, capacity: 8192 }).join();
      const next = sequenceOf(workers * 1000 + burst);
      let submitted = 0;
      let returned = 0;
      for (let round = 0; round < 300; round++) {
        const count = run.waiting.count > 0 ? 0 : Math.min(next(3 * burst) + 1, 200);
        run.submit(...Array.from({ length: count }, () => (next(8) === 0 ? 0xffff_ffff : next(workers * 3))));
        submitted += count;
        for (let i = 0; i < 8; i++) {
          const id = next(workers);
          const worker = run.workers[id]!;
          const what = next(40);
          if (what === 0) worker.leave();
          else if (what === 1) run.lose(id, next(2) === 0 ? 'retry' : 'fail');
          else if (what < 20) worker.take();
          else worker.ask();
        }
        returned += run.takeReturned().length;
      }
      returned += run.finish().length;
      expect(returned).toBe(submitted);
      expect(run.distributor.counters()).toMatchObject({ outstanding: 0, flows: 0, accepted: submitted });
    },
  );

  it.each(counts)('lets %i workers each be in a packet at once', (workers) => {
    const run = new SteppedRun({ workers, burst: 1 }).join();
    run.submit(...Array.from({ length: workers }, (_, tag) => tag));
    for (const worker of run.workers) expect(worker.take()).toBe(1);
    expect(run.finish()).toHaveLength(workers);
  });
});

describe('positions', () => {
  it.each([
    [1, 1],
    [1, 512],
    [32, 64],
    [256, 512],
    [256, 500],
  ])('wrap many times: 20,000 packets through one lane, in order (burst %i, credits %i)', (burst, credits) => {
    const run = new SteppedRun({ workers: 1, burst, credits }).join();
    const next = sequenceOf(credits);
    const [worker] = run.workers;
    let returned = 0;
    let submitted = 0;
    while (returned < 20_000) {
      const count = run.waiting.count > 0 ? 0 : Math.min(20_000 - submitted, 1 + next(2 * credits));
      run.submit(...Array.from({ length: count }, () => next(3)));
      submitted += count;
      worker!.worker.claimLimit = 1 + next(burst);
      for (let i = next(8); i >= 0; i--) worker!.take();
      expect(worker!.held.length).toBeLessThanOrEqual(credits);
      worker!.ask(next(worker!.held.length + 1));
      run.distributor.poll();
      returned += run.takeReturned().length;
    }
    expect(run.distributor.counters().outstanding).toBe(0);
  });

  it('tell a full lane of 512 from an empty one, at every place of the wrap', () => {
    const run = new SteppedRun({ workers: 1, burst: 256, credits: 512 }).join();
    const [worker] = run.workers;
    for (let round = 0; round < 9; round++) {
      run.submit(...Array<number>(513).fill(7));
      expect(run.distributor.counters()).toMatchObject({ inFlight: 512, backlog: 1 });
      expect([worker!.take(), worker!.take(), worker!.take()]).toEqual([256, 256, -1]);
      worker!.ask();
      run.distributor.poll();
      expect(run.distributor.counters()).toMatchObject({ inFlight: 1, backlog: 0 });
      expect(worker!.run()).toBe(1);
      run.distributor.poll();
      expect(worker!.take()).toBe(-1);
      expect(run.takeReturned()).toHaveLength(513);
    }
  });
});

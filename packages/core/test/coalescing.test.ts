// Between two looks a distributor lets hand-backs gather: those of workers that have enough to do do not wake it.
import { describe, expect, it } from 'vitest';

import { type DistributorOptions, SharedMemory } from '../src/index.ts';
import { SteppedRun } from './stepped/stepped-run.ts';

/** With it, a wait ends in these tests by a wake or not at all. */
const LONG = { coalesceMs: 1000 };

/** Memory on one thread: where it would sleep, the workers take a turn instead. */
class Turns extends SharedMemory {
  readonly #turn: (milliseconds: number) => void;

  constructor(bytes: number, turn: (milliseconds: number) => void) {
    super(new SharedArrayBuffer(bytes));
    this.#turn = turn;
  }

  override wait(_index: number, _value: number, milliseconds: number): void {
    this.#turn(milliseconds);
  }
}

/** Whether a promise is resolved by now. */
async function isDone(promise: Promise<unknown>): Promise<boolean> {
  let done = false;
  void promise.then(() => (done = true));
  await new Promise((resolve) => setTimeout(resolve, 20));
  return done;
}

/** Two workers with sixteen packets each, of which each has claimed two; something was handed back since the last wait. */
function busy(options: Partial<DistributorOptions> = {}): SteppedRun {
  const run = new SteppedRun({ workers: 2, burst: 2, credits: 16, ...LONG, ...options }).join();
  run.submit(...Array.from({ length: 34 }, (_, tag) => tag));
  for (const worker of run.workers) worker.take();
  run.workers[0]!.ask();
  run.workers[0]!.take();
  run.distributor.poll();
  return run;
}

/** A worker hands back what it holds and takes the next two, so many times. */
function work(run: SteppedRun, worker: number, times: number): void {
  for (let i = 0; i < times; i++) {
    run.workers[worker]!.ask();
    run.workers[worker]!.take();
  }
}

describe('a distributor whose workers are all busy', () => {
  it('is not woken by a hand-back while that worker has a quarter of its credits to claim, and is when it has less', async () => {
    const run = busy();
    const activity = run.distributor.activity()!;
    // After the last of these, six packets are unclaimed, and four when it has claimed again.
    work(run, 0, 5);
    expect(await isDone(activity)).toBe(false);
    run.workers[0]!.ask();
    run.workers[0]!.take();
    expect(await isDone(activity)).toBe(false);
    run.workers[0]!.ask();
    await activity;
    expect(run.distributor.poll()).toBeLessThan(32);
  });

  it('sees hand-backs that nobody told of when the time is over', async () => {
    const run = busy({ coalesceMs: 1 });
    const activity = run.distributor.activity()!;
    run.workers[1]!.ask();
    await activity;
  });

  it('goes on waiting when the time is over and nothing has happened, and is then woken by any hand-back', async () => {
    const run = busy({ coalesceMs: 1 });
    const activity = run.distributor.activity()!;
    expect(await isDone(activity)).toBe(false);
    expect(run.distributor.activity()).toBe(activity);
    run.workers[1]!.ask();
    await activity;
  });

  it('tells of hand-backs that another call has collected meanwhile', async () => {
    const run = busy({ coalesceMs: 1 });
    const activity = run.distributor.activity()!;
    run.workers[1]!.ask();
    run.distributor.poll();
    await activity;
  });

  it.each([
    ['a worker leaves', (run: SteppedRun) => run.workers[1]!.leave()],
    ['a worker is lost', (run: SteppedRun) => run.lose(1)],
    ['it is closed', (run: SteppedRun) => run.distributor.close()],
  ])('is woken at once when %s', async (_, happens) => {
    const run = busy();
    const activity = run.distributor.activity()!;
    expect(await isDone(activity)).toBe(false);
    happens(run);
    await activity;
  });

  it('is woken at once when a worker joins', async () => {
    const run = new SteppedRun({ workers: 2, burst: 2, credits: 16, ...LONG });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1, 2, 3, 4);
    const activity = run.distributor.activity()!;
    run.workers[1]!.ask();
    await activity;
  });

  it('coalesces while it blocks as well, without looking out in between; when nothing has come back it sleeps until it is woken', () => {
    const sleeps: number[] = [];
    const turns = [[1], [1], []];
    const turn = (): void => {
      const movers = turns.shift();
      if (movers === undefined) for (const worker of run.workers) worker.run();
      else for (const worker of movers) work(run, worker, 1);
    };
    let looks = 0;
    const wait = { parkMs: 500, spin: (round: number): boolean => ((looks += 1), round < 4) };
    const run: SteppedRun = busy({ coalesceMs: 7, wait, memory: (bytes) => new Turns(bytes, (milliseconds) => { sleeps.push(milliseconds); turn(); }) });
    expect(run.distributor.flush()).toBe(0);
    // Hand-backs in the first two waits, none in the third.
    expect(sleeps.slice(0, 4)).toEqual([7, 7, 7, 500]);
    expect(looks).toBeLessThan(4 * sleeps.length);
  });
});

describe('a distributor is woken by every hand-back', () => {
  it('when a worker has nothing to do', async () => {
    const run = new SteppedRun({ workers: 2, burst: 2, credits: 16, ...LONG }).join();
    run.submit(...Array.from({ length: 12 }, () => 5));
    const [holder] = run.workers.filter((worker) => worker.take() > 0);
    const activity = run.distributor.activity()!;
    holder!.ask();
    await activity;
  });

  it('when many waits have been cut short one after the other, for a while', async () => {
    const run = new SteppedRun({ workers: 1, burst: 2, credits: 16, ...LONG }).join();
    const [worker] = run.workers;
    for (let waits = 0; ; waits++) {
      run.submit(...Array.from({ length: 16 }, (_, tag) => tag));
      worker!.take();
      const activity = run.distributor.activity()!;
      worker!.ask();
      if (await isDone(activity)) {
        expect(waits).toBeGreaterThan(1);
        return;
      }
      worker!.run();
      await activity;
      run.distributor.poll();
      expect(waits).toBeLessThan(100);
    }
  });

  it('with coalesceMs 0', async () => {
    const run = busy({ coalesceMs: 0 });
    const activity = run.distributor.activity()!;
    run.workers[1]!.ask();
    await activity;
  });
});

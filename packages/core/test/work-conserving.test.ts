import { describe, expect, it } from 'vitest';

import { SteppedRun } from './stepped/stepped-run.ts';

/** One worker got packets of these tags and has claimed `claims` of them; then another one asks. */
function busyAndAsking(burst: number, claims: number, ...tags: readonly number[]): SteppedRun {
  const run = new SteppedRun({ workers: 2, burst });
  const [busy, asking] = run.workers;
  busy!.ask();
  run.distributor.poll();
  run.submit(...tags);
  busy!.worker.claimLimit = claims;
  busy!.take();
  asking!.ask();
  run.distributor.poll();
  return run;
}

describe('Work-conserving', () => {
  it.each([1, 8])('gives a worker that asks all that a busy one has not claimed, while that one stays busy (burst %i)', (burst) => {
    const run = busyAndAsking(burst, 1, 1, 2, 3, 4, 5, 6, 7, 8);
    let handled = 0;
    for (let round = 0; round < 8; round++) {
      handled += run.workers[1]!.run();
      run.distributor.poll();
    }
    expect([handled, run.workers[0]!.held.length]).toEqual([7, 1]);
    expect(run.distributor.counters().takenBack).toBeGreaterThan(0);
  });

  it('keeps nothing from a worker that asks but what another one claimed in one handshake', () => {
    const run = busyAndAsking(8, 4, 1, 2, 3, 4, 5, 6, 7, 8);
    let handled = 0;
    for (let round = 0; round < 8; round++) {
      handled += run.workers[1]!.run();
      run.distributor.poll();
    }
    expect([handled, run.workers[0]!.held.length]).toEqual([4, 4]);
  });

  it('leaves packets alone whose tag the busy worker is in', () => {
    const run = busyAndAsking(8, 1, 1, 1, 2, 1);
    expect(run.workers[1]!.take()).toBe(1);
    expect(run.workers[1]!.held).toEqual([{ tag: 2, handle: 2, attempt: 1 }]);
    expect(run.finish()).toHaveLength(4);
  });

  it('takes a flow back whole, so that its packets stay together and in order', () => {
    const run = busyAndAsking(8, 1, 1, 2, 3, 2, 2, 3);
    for (let round = 0; round < 8; round++) {
      run.workers[1]!.run();
      run.distributor.poll();
    }
    expect(run.takeReturned().filter(({ tag }) => tag === 2).map(({ handle }) => handle)).toEqual([1, 3, 4]);
  });

  it.each([
    [1, [3]],
    [2, [2, 2]],
  ])('takes for %i that ask their share of 7 packets that a busy one has not claimed, and leaves it its own', (asking, shares) => {
    const run = new SteppedRun({ workers: 1 + asking, burst: 8 });
    const [busy, ...others] = run.workers;
    busy!.ask();
    run.distributor.poll();
    run.submit(1, 2, 3, 4, 5, 6, 7, 8);
    busy!.worker.claimLimit = 1;
    busy!.take();
    for (const worker of others) worker.ask();
    run.distributor.poll();
    expect(others.map((worker) => worker.take())).toEqual(shares);
  });

  it('gives a worker that has joined packets of the backlog', () => {
    const run = new SteppedRun({ workers: 2, burst: 2, credits: 2, capacity: 100 });
    run.submit(1, 2, 3, 4);
    expect(run.distributor.counters()).toMatchObject({ backlog: 4, inFlight: 0, workers: 0 });
    run.workers[1]!.ask();
    run.distributor.poll();
    expect(run.workers[1]!.run()).toBe(2);
    run.distributor.poll();
    expect(run.workers[1]!.run()).toBe(2);
  });

  it('spreads tags over workers that have nothing to do', () => {
    const run = new SteppedRun({ workers: 4, burst: 32 }).join();
    run.submit(1, 2, 3, 4, 5, 6, 7, 8);
    expect(run.workers.map((worker) => worker.take())).toEqual([2, 2, 2, 2]);
  });
});

describe('Isolated', () => {
  /** Worker 0 is in a packet of tag 1 and never ends. */
  function stuck(flowBacklog: number, capacity = 4096): SteppedRun {
    const run = new SteppedRun({ workers: 2, burst: 4, credits: 8, capacity, flowBacklog });
    run.workers[0]!.ask();
    run.distributor.poll();
    run.submit(1);
    run.workers[0]!.take();
    run.workers[1]!.ask();
    return run;
  }

  it('refuses a hot tag and accepts the tags behind it, each in order', () => {
    const run = stuck(10);
    const tags = Array.from({ length: 60 }, (_, i) => (i % 2 === 0 ? 1 : 100 + i));
    run.submit(...tags);
    // One is in work; its lane and its backlog hold as much as they may; what was refused stands in front, in order.
    const inLane = run.distributor.limits.credits - 1;
    const refused = run.waiting.count;
    expect(refused).toBe(30 - inLane - 10);
    expect([...run.waiting.tags.subarray(0, refused)]).toEqual(Array(refused).fill(1));
    expect([...run.waiting.handles.subarray(0, refused)]).toEqual([...run.waiting.handles.subarray(0, refused)].toSorted((a, b) => a - b));
    for (let round = 0; round < 20; round++) {
      run.workers[1]!.run();
      run.distributor.poll();
    }
    expect(run.takeReturned()).toHaveLength(30);
    expect(run.finish()).toHaveLength(31);
  });

  it('accepts other tags behind more packets of a hot one than there is room for', () => {
    const run = stuck(16, 256);
    run.submit(...Array<number>(400).fill(1), ...Array.from({ length: 50 }, (_, i) => 100 + i));
    let handled = 0;
    for (let round = 0; round < 40; round++) {
      run.submit();
      handled += run.workers[1]!.run();
      run.takeReturned();
    }
    expect(handled).toBe(50);
  });

  it('lets the packets of other tags through for as long as one tag is stuck', () => {
    const run = stuck(8);
    let handled = 0;
    for (let round = 0; round < 1000; round++) {
      run.submit(1, 1000 + round, 2000 + round);
      handled += run.workers[1]!.run();
      run.takeReturned();
    }
    run.distributor.poll();
    handled += run.workers[1]!.run();
    expect(handled).toBeGreaterThan(1980);
    expect(run.workers[0]!.held).toHaveLength(1);
  });

  it('empties the lane of a stuck worker for the others, though they never run out of other packets', () => {
    const run = new SteppedRun({ workers: 2, burst: 4, credits: 8 });
    const [slow, quick] = run.workers;
    slow!.ask();
    run.distributor.poll();
    run.submit(1, 2, 3, 4, 5);
    slow!.worker.claimLimit = 1;
    slow!.take();
    quick!.ask();
    const started = new Set<number>();
    for (let round = 0; round < 200; round++) {
      run.submit(100, 101, 102, 103);
      for (let count = quick!.take(); count > 0; count = quick!.take()) {
        for (const { tag } of quick!.held) started.add(tag);
        quick!.ask();
      }
      run.takeReturned();
    }
    expect([2, 3, 4, 5].every((tag) => started.has(tag))).toBe(true);
    expect(slow!.held.map(({ tag }) => tag)).toEqual([1]);
  });

  it('gives packets again to a worker whose lane was emptied, as soon as it asks', () => {
    const run = new SteppedRun({ workers: 2, burst: 1, credits: 4 });
    const [asleep, awake] = run.workers;
    asleep!.ask();
    run.distributor.poll();
    run.submit(1, 2);
    awake!.ask();
    for (let round = 0; round < 200; round++) {
      run.submit(3);
      awake!.run();
      run.takeReturned();
    }
    awake!.leave();
    run.distributor.poll();
    run.submit(50, 51);
    asleep!.ask();
    run.distributor.poll();
    expect(asleep!.run()).toBeGreaterThan(0);
    expect(run.distributor.counters().takenBack).toBeGreaterThan(0);
    run.finish();
  });
});

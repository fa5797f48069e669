// A worker whose own flows wait gives half of its room to ready flows that nobody else can take: no tag starves the others.
import { describe, expect, it } from 'vitest';

import { SteppedRun } from './stepped/stepped-run.ts';

const HOT = 1;

/** The tags in the order in which the only worker got them, one packet at a time. */
function handled(run: SteppedRun, packets: number): number[] {
  const worker = run.workers[0]!;
  const order: number[] = [];
  while (order.length < packets) {
    run.distributor.poll();
    for (let count = worker.take(); count > 0; count = worker.take());
    order.push(worker.held[0]!.tag);
    worker.ask(1);
  }
  return order;
}

describe('flows that wait for any worker', () => {
  it('are not behind all that waits of a tag which the only worker has', () => {
    const run = new SteppedRun({ workers: 1, burst: 4, credits: 4 }).join();
    run.submit(...Array.from({ length: 20 }, () => HOT), 2, 3);
    const order = handled(run, 22);
    expect([order.indexOf(2), order.indexOf(3)].map((place) => place < 10)).toEqual([true, true]);
  });

  it('take no room from those of a worker while there are none', () => {
    const run = new SteppedRun({ workers: 1, burst: 4, credits: 4 }).join();
    run.submit(...Array.from({ length: 8 }, () => HOT));
    expect(handled(run, 8)).toEqual(Array(8).fill(HOT));
  });
});

// What is handed over to a worker, and how often: a handshake costs as much as many packets.
import { describe, expect, it } from 'vitest';

import { SteppedRun } from './stepped/stepped-run.ts';

const tags = (count: number): number[] => Array.from({ length: count }, (_, tag) => tag);

describe('packets are handed over', () => {
  it.each([
    [8, 64, 2],
    [32, 64, 2],
    [64, 128, 2],
    [64, 65, 2],
    [8, 1, 1],
  ])('a burst at once, or 32 where bursts are smaller: with bursts of %i, %i packets in %i handshakes', (burst, packets, handshakes) => {
    const run = new SteppedRun({ workers: 1, burst, credits: 128 }).join();
    expect(run.submit(...tags(packets))).toBe(packets);
    expect(run.distributor.counters()).toMatchObject({ handshakes, wakes: 0 });
  });

  it('of the flow that the worker has begun first, as long as it has packets of it', () => {
    const run = new SteppedRun({ workers: 1, burst: 2, credits: 8 });
    run.submit(1, 1, 1, 1, 1, 2);
    run.join();
    run.distributor.poll();
    const worker = run.workers[0]!;
    while (worker.take() > 0);
    expect(worker.held.map(({ tag }) => tag)).toEqual([1, 1, 1, 1, 1, 2]);
  });
});

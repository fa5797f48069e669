import { describe, expect, it } from 'vitest';

import { SteppedRun } from './stepped/stepped-run.ts';

const tagsOf = (packets: readonly { readonly tag: number }[]): number[] => packets.map(({ tag }) => tag);

describe('Exclusive', () => {
  it.each([1, 2, 8, 32])('keeps a tag locked until its packet is handed back, not only until it is taken (burst %i)', (burst) => {
    const run = new SteppedRun({ workers: 2, burst }).join();
    const [one, other] = run.workers;
    run.submit(1);
    const [busy, free] = one!.take() > 0 ? [one!, other!] : [other!, one!];
    if (busy.held.length === 0) busy.take();
    for (let i = 0; i < 4; i++) {
      run.submit(1);
      free.ask();
      run.distributor.poll();
      expect(free.take()).toBe(-1);
    }
    busy.ask();
    run.distributor.poll();
    expect(busy.run() + free.run()).toBe(4);
  });

  it('keeps the tags of a burst locked while its worker takes the next burst and has not handed back the first', () => {
    const run = new SteppedRun({ workers: 2, burst: 2 });
    const [busy, free] = run.workers;
    busy!.ask();
    run.distributor.poll();
    run.submit(1, 2, 3, 4);
    expect([busy!.take(), busy!.take()]).toEqual([2, 2]);
    free!.ask();
    run.submit(1, 2, 3, 4);
    run.distributor.poll();
    expect(free!.take()).toBe(-1);
    busy!.ask(2);
    run.distributor.poll();
    // Tags 1 and 2 have packets in flight again, with the same worker or with the other one; 3 and 4 are still locked.
    run.submit(5);
    run.distributor.poll();
    free!.take();
    expect(tagsOf(free!.held).filter((tag) => tag === 3 || tag === 4)).toEqual([]);
  });

  it('unlocks a tag when the last of its packets is handed back, not the first', () => {
    const run = new SteppedRun({ workers: 2, burst: 4 });
    const [busy, free] = run.workers;
    busy!.ask();
    run.distributor.poll();
    run.submit(7, 7, 7);
    expect(busy!.take()).toBe(3);
    run.submit(7);
    free!.ask();
    for (const left of [2, 1]) {
      busy!.ask(1);
      run.distributor.poll();
      expect([busy!.held.length, free!.take()]).toEqual([left, -1]);
    }
    busy!.ask(1);
    run.distributor.poll();
    expect(busy!.run() + free!.run()).toBe(1);
  });
});

describe('Ordered', () => {
  it('starts and returns the packets of a tag in input order, however the workers take turns', () => {
    const run = new SteppedRun({ workers: 3, burst: 2, credits: 4 }).join();
    for (let round = 0; round < 200; round++) {
      run.submit(...Array.from({ length: 5 }, (_, i) => (round * i) % 7));
      const worker = run.workers[round % 3]!;
      worker.take();
      if (round % 2 === 0) worker.ask(Math.ceil(worker.held.length / 2));
      if (round % 17 === 0) worker.leave();
    }
    expect(run.finish()).toHaveLength(1000);
  });

  it('returns packets in input order when a later packet of the tag was handed back by another worker', () => {
    const run = new SteppedRun({ workers: 2, burst: 1 }).join();
    run.submit(1);
    for (const worker of run.workers) worker.take();
    const first = run.workers.find(({ held }) => held.length > 0)!;
    first.leave();
    run.submit(1);
    run.distributor.poll();
    expect(run.workers.find((worker) => worker !== first)!.run()).toBe(1);
    run.distributor.poll();
    expect(run.takeReturned().map(({ handle }) => handle)).toEqual([0, 1]);
  });
});

describe('Exact', () => {
  const k = 0x1234_5678;
  it.each([
    ['the smallest', [0, 1, 2, 3]],
    ['neighbours 2k and 2k + 1', [k * 2, k * 2 + 1, 2, 3]],
    ['the largest, and the ends of the signed range', [0xffff_ffff, 0xffff_fffe, 0x8000_0000, 0x7fff_ffff]],
    ['those with equal lower 16 bits', [0x0001_abcd, 0x0002_abcd, 0xffff_abcd, 0x0000_abcd]],
    ['those with equal lower 15 and upper bits', [0x0000_0001, 0x0000_8001, 0x8000_0001, 0x4000_0001]],
  ])('never lets %s tags share a lock: four workers are in four of them at once', (_, tags) => {
    const run = new SteppedRun({ workers: 4, burst: 1, credits: 4 }).join();
    run.submit(...tags, ...tags);
    for (const worker of run.workers) worker.take();
    expect(tagsOf(run.workers.flatMap(({ held }) => held)).toSorted()).toEqual(tags.toSorted());
    expect(tagsOf(run.finish()).toSorted()).toEqual([...tags, ...tags].toSorted());
  });
});

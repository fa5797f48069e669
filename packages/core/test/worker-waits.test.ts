// How a worker waits: it looks, asks its strategy, and sleeps on its handshake, unless something has come meanwhile. One thread plays
// both sides: what the distributor does happens when the worker asks its strategy, or where it would sleep.
import { describe, expect, it } from 'vitest';

import { Distributor, DistributorWorker, NOTHING_YET, PacketBurst, SharedMemory, type WorkerOptions } from '../src/index.ts';
import { HANDSHAKE, slotStart } from '../src/slot/distributor-layout.ts';
import { burstOf } from './stepped/burst-of.ts';

/** What a worker does instead of running on: each time it sleeps, on which word and for how long; and how often it pauses. */
class WatchedMemory extends SharedMemory {
  readonly sleeps: [index: number, milliseconds: number][] = [];
  pauses = 0;
  asleep: (sleeps: number) => void = () => undefined;

  override wait(index: number, _value: number, milliseconds: number): void {
    this.sleeps.push([index, milliseconds]);
    this.asleep(this.sleeps.length);
  }

  override pause(): void {
    this.pauses++;
  }
}

interface Setup {
  readonly distributor: Distributor;
  readonly memory: WatchedMemory;
  readonly worker: DistributorWorker;
  readonly into: PacketBurst;
  /** The distributor gives the worker a packet. */
  readonly give: () => void;
}

function setup(options: WorkerOptions): Setup {
  const distributor = Distributor.create({ workers: 1, burst: 2, credits: 4 });
  const memory = new WatchedMemory(distributor.region);
  const worker = DistributorWorker.attach(memory, 0, options);
  const give = (): void => {
    distributor.poll();
    expect(distributor.tryProcess(burstOf([7, 70]))).toBe(1);
  };
  return { distributor, memory, worker, into: new PacketBurst(2), give };
}

describe('a worker that waits', () => {
  it('counts its looks for the strategy from 1 since the last wake, and sleeps on its handshake as long as that says', () => {
    const rounds: number[] = [];
    const spin = (round: number, pause: () => void): boolean => {
      rounds.push(round);
      pause();
      return round < 3;
    };
    const { memory, worker, into, give, distributor } = setup({ wait: { parkMs: 7, spin } });
    memory.asleep = (sleeps) => {
      if (sleeps === 2) give();
    };
    expect(worker.getPackets(into)).toBe(1);
    const handshake = slotStart(0, distributor.limits.laneCapacity) + HANDSHAKE;
    expect([rounds, memory.pauses, memory.sleeps]).toEqual([[1, 2, 3, 1, 2, 3], 6, [[handshake, 7], [handshake, 7]]]);
  });

  it('looks for a while and then sleeps, when nobody says how', () => {
    const { memory, worker, into, give } = setup({});
    memory.asleep = give;
    expect([worker.getPackets(into), memory.sleeps.length]).toEqual([1, 1]);
  });

  it.each([1, 2])('does not sleep when a packet comes after its look, before sleep number %i', (time) => {
    let asked = 0;
    const spin = (): boolean => {
      if (++asked === time) give();
      return false;
    };
    const { memory, worker, into, give } = setup({ wait: { parkMs: 7, spin } });
    worker.requestPackets();
    expect([worker.getPackets(into), memory.sleeps.length]).toEqual([1, time - 1]);
  });

  it('does not sleep when the distributor is closed after its look', () => {
    const spin = (): boolean => {
      distributor.close();
      return false;
    };
    const { memory, worker, into, distributor } = setup({ wait: { parkMs: 7, spin } });
    expect([worker.getPackets(into), memory.sleeps.length]).toEqual([0, 0]);
  });

  it('gives an event loop a promise to wait for, and no reason to look again at once', async () => {
    const { worker, into, give } = setup({});
    let promises = 0;
    const until = async (look: () => boolean, arrival: () => Promise<unknown> | undefined): Promise<void> => {
      for (let arrived = arrival(); !look(); arrived = arrival()) {
        if (arrived === undefined) continue;
        promises++;
        give();
        await arrived;
      }
    };
    expect([await worker.getPacketsAsync(into, undefined, { until }), promises]).toEqual([1, 1]);
  });
});

describe('a worker that only polls', () => {
  it('has an empty burst when nothing has come', () => {
    const { worker, into } = setup({});
    into.push(1, 2);
    worker.requestPackets();
    expect([worker.pollPackets(into), into.count]).toEqual([NOTHING_YET, 0]);
  });

  it('gets nothing after it has left, although packets were given to it before', () => {
    const { distributor, worker, into } = setup({});
    worker.requestPackets();
    distributor.poll();
    expect(distributor.tryProcess(burstOf([1, 10], [2, 20], [3, 30]))).toBe(3);
    expect(worker.pollPackets(into)).toBe(2);
    worker.returnPackets(into);
    expect([worker.pollPackets(into), into.count]).toEqual([NOTHING_YET, 0]);
  });
});

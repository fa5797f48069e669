// The names that traces give to a distributor's words, against the layout that core really makes.
import { Distributor, DistributorWorker, PacketBurst, SharedMemory, spinThenPark } from '@dist/core';
import { describe, expect, it } from 'vitest';
import { CallerSide } from '../../src/explore/caller-side.ts';
import { type Words, distributorWords } from '../../src/explore/distributor-words.ts';
import type { Program } from '../../src/explore/program.ts';
import { replay } from '../../src/explore/replay.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { WorkerSide } from '../../src/explore/worker-side.ts';

/** The mark of a packet that comes back with another handle. */
const REPLACED = 1 << 9;

interface Made {
  readonly distributor: Distributor;
  readonly memory: SharedMemory;
  readonly named: Words;
  /** What stands in a word, by its name. */
  readonly at: (name: string) => number;
  readonly shown: (name: string) => string;
}

function make(workers: number, burst: number, credits: number): Made {
  let memory: SharedMemory | undefined;
  const distributor = Distributor.create({ workers, burst, credits, memory: (bytes) => (memory = new SharedMemory(new SharedArrayBuffer(bytes))) });
  if (memory === undefined) throw new Error('the distributor made no memory');
  const made = memory;
  const named = distributorWords(workers, credits);
  const indices = new Map(Array.from({ length: named.words }, (_, index) => [named.label(index), index]));
  const indexOf = (name: string): number => {
    const index = indices.get(name);
    if (index === undefined) throw new RangeError(`no word is called "${name}"`);
    return index;
  };
  return { distributor, memory: made, named, at: (name) => made.load(indexOf(name)), shown: (name) => named.show(indexOf(name), made.load(indexOf(name))) };
}

function burstOf(...packets: readonly (readonly [tag: number, handle: number])[]): PacketBurst {
  const burst = new PacketBurst(Math.max(1, packets.length));
  for (const [tag, handle] of packets) burst.push(tag, handle);
  return burst;
}

describe('distributorWords', () => {
  it.each([
    [1, 1, 2],
    [2, 2, 4],
    [3, 8, 24],
    [5, 2, 5],
  ])('knows how many words a distributor of %i workers, bursts of %i and %i credits has', (workers, burst, credits) => {
    const { memory, named } = make(workers, burst, credits);
    expect(named.words).toBe(memory.buffer.byteLength / 4);
  });

  it('gives every word a name of its own', () => {
    const { named } = make(2, 2, 4);
    expect(new Set(Array.from({ length: named.words }, (_, index) => named.label(index))).size).toBeGreaterThan(2 * (4 * 4 + 3) + 6);
  });

  it('knows which words carry packets, and that all others are control words', () => {
    const { named } = make(2, 2, 4);
    const carrying = Array.from({ length: named.words }, (_, index) => index).filter((index) => !named.isControlWord(index));
    const names = carrying.map((index) => named.label(index).split(' ')[0]);
    expect(new Set(names)).toEqual(new Set(['tag', 'handle', 'mark', 'result']));
    expect(carrying).toHaveLength(2 * 4 * 4);
  });

  it('names the header', () => {
    const { at } = make(3, 2, 4);
    expect([at('workers'), at('lane capacity'), at('burst')]).toEqual([3, 4, 2]);
  });

  it('names what a packet leaves behind on its way, and reads the handshake', () => {
    const { distributor, at, shown } = make(2, 2, 4);
    const worker = DistributorWorker.attach(distributor.region, 1);
    expect(shown('handshake 1')).toContain('away');
    worker.requestPackets();
    distributor.poll();
    distributor.process(burstOf([77, 99], [78, 98]));
    expect([at('tag 1.0'), at('handle 1.0'), at('tag 1.1'), at('handle 1.1')]).toEqual([77, 99, 78, 98]);
    expect(shown('handshake 1')).toBe('(published 2, claimed 0, handed back 0, working)');
    expect(at('owner 1')).not.toBe(0);
    expect(at('owner 0')).toBe(0);
    const into = new PacketBurst(2);
    const count = worker.pollPackets(into);
    expect(count).toBeGreaterThan(0);
    expect(shown('handshake 1')).toBe(`(published 2, claimed ${count}, handed back 0, working)`);
    const note = at('note 1');
    into.handles[0] = 55;
    worker.starting(0);
    expect(at('note 1')).not.toBe(note);
    worker.returnPackets(into);
    expect([at('handle 1.0'), at('result 1.0'), at('mark 1.0')]).toEqual([99, 55, REPLACED]);
    expect(shown('handshake 1')).toBe(`(published 2, claimed ${count}, handed back ${count}, away)`);
    distributor.close();
    expect(shown('handshake 1')).toContain('closed');
  });

  it('names what the bell says before and after a worker rings', () => {
    const { distributor, shown } = make(1, 1, 2);
    void distributor.activity();
    expect(shown('bell')).toBe('waiting');
    DistributorWorker.attach(distributor.region, 0).requestPackets();
    expect(shown('bell')).toBe('rung');
  });

  it('names the bell, and the marks of packets that are tried again', () => {
    const { distributor, at, shown } = make(1, 1, 2);
    expect(shown('bell')).toBe('silent');
    const worker = DistributorWorker.attach(distributor.region, 0);
    worker.requestPackets();
    distributor.poll();
    distributor.process(burstOf([5, 6]));
    expect(distributor.activity()).toBeInstanceOf(Promise);
    expect(shown('bell')).toBe('resting, unless fewer than 1 are unclaimed');
    const mark = at('mark 0.0');
    const into = new PacketBurst(1);
    worker.pollPackets(into);
    for (const suspect of distributor.workerLost(0).suspects) distributor.retry(suspect);
    DistributorWorker.attach(distributor.region, 0).requestPackets();
    distributor.poll();
    expect([0, 1].map((place) => at(`mark 0.${place}`))).not.toEqual([mark, mark]);
  });

  it('makes a trace readable: names and states instead of numbers', () => {
    const wait = spinThenPark({ spins: 0, parkMs: Infinity });
    const tags = [3];
    const program: Program = {
      name: 'a trace',
      ...distributorWords(1, 2),
      cells: 8,
      threads: [
        {
          name: 'distributor',
          run: (context): void => {
            const caller = new CallerSide(context, { limits: { workers: 1, burst: 1, credits: 2, capacity: 4, flowBacklog: 4, wait }, tags });
            caller.process(1);
            caller.serve();
            caller.close();
          },
        },
        {
          name: 'worker 0',
          run: (context): void => {
            const worker = new WorkerSide(context, { slot: 0, tags, burst: 1, wait });
            while (worker.serve());
          },
        },
      ],
    };
    const { failure, lines } = replay(program, parseSchedule('0*3 1*50'));
    expect(failure).toBeUndefined();
    const told = lines.join('\n');
    expect(told).toMatch(/worker 0 +sleeps on handshake 0 = \(published 0, claimed 0, handed back 0, parked\)/);
    expect(told).toMatch(/distributor +write tag 0\.0 := 3/);
    expect(told).toMatch(/worker 0 +read tag 0\.0 = 3/);
  });
});

// Real threads: what one thread cannot show, blocking and waking. Interleavings are explored elsewhere; here they are only many.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';

import { Distributor, PacketBurst, spinThenPark } from '../src/index.ts';
import type { DistributorOptions } from '../src/index.ts';

const TAGS = 64;
const threads: Worker[] = [];

afterEach(async () => {
  await Promise.all(threads.splice(0).map((thread) => thread.terminate()));
});

function start(file: string, distributor: Distributor, worker: number, more: object = {}): Worker {
  const thread = new Worker(new URL(`./threads/${file}`, import.meta.url), { workerData: { region: distributor.region, worker, ...more } });
  threads.push(thread);
  return thread;
}

/** Sends packets through real threads; checks order, exclusion and number. */
async function sendThrough(options: DistributorOptions, packetCount: number, leaves: number, spins: number, waits: 'blocking' | 'awaiting'): Promise<Distributor> {
  const distributor = Distributor.create({ wait: spinThenPark({ spins }), ...options });
  const counts = new SharedArrayBuffer(4 * TAGS);
  const handled = Array.from({ length: options.workers }, async (_, worker): Promise<number> => {
    const [count] = (await once(start('handle.worker.ts', distributor, worker, { counts, leaves, spins }), 'message')) as [number];
    return count;
  });
  const packets = distributor.createBurst(100);
  const returned = distributor.createBurst(256);
  const seen = new Int32Array(TAGS);
  let taken = 0;
  const take = (): void => {
    while (distributor.returnedPackets(returned) > 0) {
      for (let i = 0; i < returned.count; i++, taken++) {
        const tag = returned.tags[i]!;
        // A worker numbered it, in memory without locks: each number once, in the order in which they come back.
        if (returned.handles[i] !== ++seen[tag]!) throw new Error(`tag ${tag}: packet ${returned.handles[i]!} came back as number ${seen[tag]!}`);
      }
    }
  };
  for (let sent = 0; sent < packetCount; ) {
    while (sent < packetCount && packets.push((sent * 7) % TAGS, sent)) sent++;
    if (waits === 'blocking') distributor.process(packets);
    else await distributor.processAsync(packets);
    const { outstanding, returned: back, taken: had, dropped } = distributor.counters();
    // Nobody but this caller makes room.
    if (outstanding + back - had - dropped > distributor.limits.capacity - 100) await (waits === 'blocking' ? distributor.flush() : distributor.flushAsync());
    take();
  }
  expect(waits === 'blocking' ? distributor.flush() : await distributor.flushAsync()).toBe(0);
  take();
  distributor.close();
  expect(taken).toBe(packetCount);
  expect((await Promise.all(handled)).reduce((sum, count) => sum + count)).toBe(packetCount);
  expect([...new Int32Array(counts)].reduce((sum, count) => sum + count)).toBe(packetCount);
  return distributor;
}

describe('a distributor and worker threads', () => {
  it.each([1, 32, 256])('bring packets through in order and exclusively, blocking (burst %i)', async (burst) => {
    await sendThrough({ workers: 2, burst }, 50_000, 0, 200, 'blocking');
  });

  it.each([1, 32])('bring packets through while workers leave and rejoin all the time (burst %i)', async (burst) => {
    await sendThrough({ workers: 2, burst }, 50_000, 100, 200, 'blocking');
  });

  it('bring packets through when every wait sleeps at once, on both sides', async () => {
    const distributor = await sendThrough({ workers: 2, burst: 8, credits: 8, capacity: 256 }, 5000, 50, 0, 'blocking');
    expect(distributor.counters().wakes).toBeGreaterThan(0);
  });

  it('bring packets through while the distributor awaits them on its event loop', async () => {
    let turns = 0;
    const ticking = setInterval(() => turns++, 1);
    await sendThrough({ workers: 2, burst: 8, flowBacklog: 4 }, 20_000, 1000, 0, 'awaiting');
    clearInterval(ticking);
    expect(turns).toBeGreaterThan(0);
  });
});

describe('process', () => {
  it('sleeps until a thread that is only starting has made room, and is woken by it', async () => {
    const distributor = Distributor.create({ workers: 1, burst: 1, credits: 1, flowBacklog: 1, wait: { parkMs: Infinity, spin: () => false } });
    const packets = new PacketBurst(20);
    while (packets.push(1, 0));
    const handled = once(start('handle.worker.ts', distributor, 0, { counts: new SharedArrayBuffer(4 * TAGS), leaves: 0, spins: 0 }), 'message');
    expect([distributor.process(packets), packets.count, distributor.flush()]).toEqual([20, 0, 0]);
    distributor.close();
    expect(await handled).toEqual([20]);
  });
});

describe('close', () => {
  it('ends threads that sleep', async () => {
    const distributor = Distributor.create({ workers: 2 });
    const handled = [0, 1].map((worker) => once(start('handle.worker.ts', distributor, worker, { counts: new SharedArrayBuffer(4), leaves: 0, spins: 0 }), 'message'));
    for (distributor.poll(); distributor.counters().workers < 2; distributor.poll()) await distributor.activity();
    distributor.close();
    expect(await Promise.all(handled)).toEqual([[0], [0]]);
  });
});

describe('a thread that dies', () => {
  it('leaves its finished packets with their results, one suspect, and the rest to another thread', async () => {
    const distributor = Distributor.create({ workers: 2, burst: 8 });
    const packets = new PacketBurst(8);
    for (let tag = 0; tag < 8; tag++) packets.push(tag, tag);
    distributor.process(packets);
    const death = once(start('dies.worker.ts', distributor, 0), 'exit');
    for (distributor.poll(); distributor.counters().inFlight === 0; distributor.poll()) await distributor.activity();
    await death;
    const { finished, requeued, suspects } = distributor.workerLost(0);
    const started = distributor.counters().returned + suspects.length;
    expect([suspects.length, started]).toEqual([1, 3]);
    expect(finished + requeued + 1).toBeLessThanOrEqual(8);
    const handled = once(start('handle.worker.ts', distributor, 1, { counts: new SharedArrayBuffer(4 * TAGS), leaves: 0, spins: 0 }), 'message');
    expect(distributor.flush()).toBe(1);
    distributor.retry(suspects[0]!);
    expect(distributor.flush()).toBe(0);
    distributor.close();
    expect(await handled).toEqual([6]);
  });
});

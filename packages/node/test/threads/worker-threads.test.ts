import { setTimeout as sleep } from 'node:timers/promises';
import { Distributor, DistributorError, PacketBurst, PayloadPool } from '@dist/core';
import { WorkerError, WorkerThreads, attachWorker } from '@dist/node';
import { describe, expect, it } from 'vitest';
import { caught } from '../caught.ts';

const url = (name: string): URL => new URL(`./workers/${name}.worker.ts`, import.meta.url);

function burstOf(...packets: readonly (readonly [tag: number, handle: number])[]): PacketBurst {
  const burst = new PacketBurst(packets.length);
  for (const [tag, handle] of packets) burst.push(tag, handle);
  return burst;
}

/** Feeds packets 0 to 15 and waits for what becomes of them. */
async function feed(distributor: Distributor, threads: WorkerThreads): Promise<void> {
  await threads.guard(distributor.processAsync(burstOf(...Array.from({ length: 16 }, (_, i) => [i, i] as const))));
  await threads.guard(distributor.flushAsync());
}

describe('WorkerThreads', () => {
  it('passes pools and initial values to every thread and brings their work back', async () => {
    const distributor = Distributor.create({ workers: 2, burst: 4 });
    const numbers = PayloadPool.create({ buffers: 8, bytes: 4 });
    await using threads = await WorkerThreads.start(distributor, { url: url('double'), pools: { numbers }, init: { times: 2 } });
    const view = (handle: number): DataView => new DataView(numbers.region, numbers.offset(handle), 4);
    const sent = [3, 5, 7, 11].map((number, tag) => {
      const handle = numbers.allocate();
      view(handle).setUint32(0, number);
      return [tag, handle] as const;
    });
    await threads.guard(distributor.processAsync(burstOf(...sent)));
    await threads.guard(distributor.flushAsync());
    const returned = new PacketBurst(8);
    expect(distributor.returnedPackets(returned)).toBe(4);
    const results = new Map(Array.from({ length: 4 }, (_, i) => [returned.tags[i], view(returned.handles[i]!).getUint32(0)]));
    expect(results).toEqual(new Map([[0, 6], [1, 10], [2, 14], [3, 22]]));
    expect(threads.size).toBe(2);
    expect(await threads.close()).toBe(0);
  });

  it('says how many packets a close drops', async () => {
    const distributor = Distributor.create({ workers: 1 });
    const numbers = PayloadPool.create({ buffers: 8, bytes: 4 });
    const threads = await WorkerThreads.start(distributor, { url: url('double'), pools: { numbers }, init: { times: 2 } });
    await threads.guard(distributor.processAsync(burstOf([1, 0], [1, 1], [2, 2])));
    expect(await threads.close()).toBe(3);
    expect(await threads.close()).toBe(3);
  });

  it('ends a thread that does not end by itself', async () => {
    const distributor = Distributor.create({ workers: 2 });
    const threads = await WorkerThreads.start(distributor, { url: url('stays'), graceMs: 0 });
    expect(await threads.close()).toBe(0);
  });

  it('lets a caller close the distributor itself', async () => {
    const distributor = Distributor.create({ workers: 1 });
    const numbers = PayloadPool.create({ buffers: 1, bytes: 4 });
    await using threads = await WorkerThreads.start(distributor, { url: url('double'), pools: { numbers }, init: { times: 1 } });
    distributor.close();
    const error = await caught(() => threads.guard(distributor.flushAsync()));
    expect(DistributorError.isInstance(error) && error.code).toBe('CLOSED');
    expect(await threads.close()).toBe(0);
  });

  it.each([
    ['throw', 'WORKER_FAILED', 13, 'thirteen'],
    ['pool', 'WORKER_FAILED', 13, "no pool is named 'absent'; this worker was given 'numbers'"],
    ['exit', 'WORKER_EXITED', 13, 'its thread ended with exit code 3'],
    ['return', 'WORKER_EXITED', 13, 'its thread ended with exit code 0'],
  ])('ends the run with the cause when a worker fails: %s', async (how, code, tag, message) => {
    const distributor = Distributor.create({ workers: 2 });
    const numbers = PayloadPool.create({ buffers: 1, bytes: 4 });
    const threads = await WorkerThreads.start(distributor, { url: url('fails'), init: { how }, pools: { numbers } });
    const error = await caught(() => feed(distributor, threads));
    expect(error).toBeInstanceOf(WorkerError);
    expect(error).toMatchObject({ code, tag, attempt: 1 });
    expect((error as WorkerError).message).toContain(message);
    expect((error as WorkerError).cause instanceof RangeError).toBe(code === 'WORKER_FAILED');
    expect(threads.failure).toBe(error);
    expect(await caught(() => threads.close())).toBe(error);
    expect(await caught(() => distributor.poll())).toMatchObject({ code: 'CLOSED' });
  });

  it.each([
    ['a module that throws', 'broken', 'no such table'],
    ['a file that is not there', 'absent', 'Cannot find module'],
    ['a module that does not attach', 'leaves', 'exit code 0'],
  ])('reports a worker that does not start: %s', async (_, file, message) => {
    const distributor = Distributor.create({ workers: 2 });
    const error = await caught(() => WorkerThreads.start(distributor, { url: url(file) }));
    expect(error).toBeInstanceOf(WorkerError);
    expect(error).toMatchObject({ code: 'START_FAILED' });
    expect((error as WorkerError).message).toContain(message);
    expect(await caught(() => distributor.poll())).toMatchObject({ code: 'CLOSED' });
  });

  it('reports a thread that cannot even be created', async () => {
    const distributor = Distributor.create({ workers: 1 });
    const thread = { execArgv: ['--no-such-flag'] };
    const error = await caught(() => WorkerThreads.start(distributor, { url: url('double'), thread }));
    expect(error).toMatchObject({ code: 'START_FAILED', worker: 0, cause: { code: 'ERR_WORKER_INVALID_EXEC_ARGV' } });
  });

  it('ends with the reason when its signal is aborted', async () => {
    const stop = new AbortController();
    const distributor = Distributor.create({ workers: 1 });
    const threads = await WorkerThreads.start(distributor, { url: url('stays'), signal: stop.signal, graceMs: 0 });
    const feeding = caught(() => feed(distributor, threads));
    stop.abort(new Error('enough'));
    expect(await feeding).toBe(stop.signal.reason);
    expect(await caught(() => threads.close())).toBe(stop.signal.reason);
    expect(await caught(() => WorkerThreads.start(distributor, { url: url('stays'), signal: stop.signal }))).toBe(stop.signal.reason);
  });

  it('throws a failure at disposal only if nobody was told of it', async () => {
    const fail = async (ask: boolean): Promise<void> => {
      const distributor = Distributor.create({ workers: 1 });
      await using threads = await WorkerThreads.start(distributor, { url: url('stays'), graceMs: 0 });
      threads.fail(new Error('lost'));
      if (ask) expect(threads.failure).toMatchObject({ message: 'lost' });
      await sleep(0);
    };
    await expect(fail(false)).rejects.toThrow('lost');
    await expect(fail(true)).resolves.toBeUndefined();
  });

  it('refuses a grace period that is no number of milliseconds', async () => {
    const distributor = Distributor.create({ workers: 1 });
    await expect(WorkerThreads.start(distributor, { url: url('stays'), graceMs: -1 })).rejects.toThrow('graceMs must be 0 or more, got -1');
    distributor.close();
  });
});

describe('attachWorker', () => {
  it('names its misuse outside a worker thread of WorkerThreads', () => {
    expect(() => attachWorker()).toThrow('did not start');
  });
});

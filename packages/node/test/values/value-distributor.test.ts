import { setImmediate as nextTurn } from 'node:timers/promises';
import { setEnvironmentData } from 'node:worker_threads';
import { DistributorError } from '@dist/core';
import { type Result, type ValueDistributor, bytes, createDistributor, json } from '@dist/node';
import { LiveChecker, Random, assertKept } from '@dist/testing';
import { describe, expect, it } from 'vitest';
import { caught } from '../caught.ts';
import { Gate, type Gated } from './gate.ts';
import type { Witnessed } from './workers/witness.worker.ts';

const worker = (name: string): URL => new URL(`./workers/${name}.worker.ts`, import.meta.url);

async function readAll<Out>(values: ValueDistributor<never, Out>): Promise<Result<Out>[]> {
  const all: Result<Out>[] = [];
  for await (const result of values.results()) all.push(result);
  return all;
}

describe('createDistributor', () => {
  it('brings back what was submitted, in order within each tag', async () => {
    await using values = await createDistributor<number, number>({ worker: worker('echo'), workers: 2, tag: (n) => n % 10 });
    const reading = readAll(values);
    for (let n = 0; n < 1000; n++) await values.submit(n);
    values.end();
    const results = await reading;
    expect(results).toHaveLength(1000);
    for (let tag = 0; tag < 10; tag++) {
      const ofTag = results.filter((result) => result.tag === tag).map(({ value }) => value);
      expect(ofTag).toEqual(Array.from({ length: 100 }, (_, i) => 10 * i + tag));
    }
    expect(values.counters()).toMatchObject({ accepted: 1000, taken: 1000, outstanding: 0, waiting: 0, freeBuffers: 4096 });
  });

  it('keeps Exclusive, Ordered and Once over threads, with handlers that wait and handlers that do not', async () => {
    const handles = 512;
    const checker = LiveChecker.create({ tags: 64, handles, workers: 3 });
    setEnvironmentData('witness', checker.region);
    await using values = await createDistributor<Witnessed, Witnessed>({
      worker: worker('witness'),
      workers: 3,
      capacity: 256,
      flowBacklog: 32,
      tag: ({ tag }) => tag,
      valueCodec: json(),
      resultCodec: json(),
    });
    const random = new Random(7);
    const free = Array.from({ length: handles }, (_, handle) => handle);
    const reading = (async (): Promise<void> => {
      for await (const { tag, value } of values.results()) {
        checker.returned(tag, value.handle);
        free.push(value.handle);
      }
    })();
    const submits: Promise<void>[] = [];
    for (let n = 0; n < 10_000; n++) {
      const value = { tag: random.below(64) & random.below(64), handle: free.pop()! };
      checker.submitted(value.tag, value.handle);
      // More are under way than there is room for, so that some wait.
      submits.push(values.submit(value));
      while (free.length === 0) await nextTurn();
    }
    await Promise.all(submits);
    values.end();
    await reading;
    assertKept(checker.verdict('complete'));
  });

  it('brings back what was finished before a packet that never ends, in the same worker', async () => {
    await using values = await createDistributor<number, number>({ worker: worker('mixed'), workers: 1, tag: (n) => n, graceMs: 0 });
    for (let round = 0; round < 5; round++) {
      // By now the worker claims many at once.
      for (let n = 1; n <= 500; n++) await values.submit(n);
      await values.flush();
    }
    for (let n = 501; n <= 600; n++) await values.submit(n);
    await values.submit(0);
    let last = 0;
    for await (const { value } of values.results()) {
      if (value === 600) break;
      last = value;
    }
    expect(last).toBe(599);
  });

  it('leaves nothing behind a packet that never ends to a worker whose handlers wait', async () => {
    new Gate();
    await using values = await createDistributor<Gated, Gated>({ worker: worker('gated'), workers: 2, tag: ({ tag }) => tag, graceMs: 0 });
    const reading = readAll(values);
    for (let seq = 0; seq < 2000; seq++) await values.submit({ tag: seq, seq, hold: seq === 1000 });
    while (values.counters().outstanding > 1) await nextTurn();
    await values.close();
    expect((await reading).map(({ value }) => value.seq)).not.toContain(1000);
  });

  it('tells the handler of its packet, and the caller of the worker', async () => {
    await using values = await createDistributor<object, unknown>({ worker: worker('context'), workers: 1, tag: () => 0xffff_ffff });
    await values.submit({});
    values.end();
    const [result] = await readAll(values);
    expect(result).toEqual({
      value: { tag: 0xffff_ffff, attempt: 1, worker: 0, aborted: false },
      tag: 0xffff_ffff,
      attempt: 1,
      worker: 0,
    });
  });

  it('takes a worker of any URL that can be imported', async () => {
    const code = `import { defineWorker } from ${JSON.stringify(import.meta.resolve('@dist/node'))}; export default defineWorker((n) => n + 1);`;
    const url = new URL(`data:text/javascript,${encodeURIComponent(code)}`);
    await using values = await createDistributor<number, number>({ worker: url, workers: 1, tag: () => 0 });
    await values.submit(41);
    values.end();
    expect((await readAll(values)).map(({ value }) => value)).toEqual([42]);
  });

  it.each([
    [{ worker: './echo.js' as unknown as URL }, TypeError, 'worker must be a URL'],
    [{ tag: undefined as unknown as () => number }, TypeError, 'tag must be a function, got undefined'],
    [{ workers: 0 }, RangeError, 'workers must be an integer from 1 to 1024, got 0'],
    [{ payloadBytes: 0 }, RangeError, 'payloadBytes must be an integer from 1 to 1048576, got 0'],
    [{ buffers: 1.5 }, RangeError, 'buffers must be an integer from 1 to 16777216, got 1.5'],
    [{ payloadBytes: 64, maxPayloadBytes: 63 }, RangeError, 'maxPayloadBytes must be an integer from 64 to'],
    [{ payloadBytes: 64, buffers: 2, maxPayloadBytes: 129 }, RangeError, 'to 128, got 129'],
    [{ graceMs: NaN }, RangeError, 'graceMs must be 0 or more, got NaN'],
  ])('refuses options out of their range, with the value: %o', async (wrong, type, message) => {
    const error = await caught(() => createDistributor({ worker: worker('echo'), workers: 1, tag: () => 0, ...wrong }));
    expect(error).toBeInstanceOf(type);
    expect((error as Error).message).toContain(message);
  });
});

describe('submit', () => {
  it('rejects a tag that is no uint32, and a value that cannot be encoded, and goes on', async () => {
    await using values = await createDistributor<unknown, unknown>({ worker: worker('echo'), workers: 1, tag: (value) => value as number });
    for (const tag of [-1, 1.5, 2 ** 32, NaN]) {
      const error = await caught(() => values.submit(tag));
      expect(error).toBeInstanceOf(RangeError);
      expect((error as Error).message).toContain(`from 0 to 4294967295, got ${tag}`);
    }
    await using functions = await createDistributor<unknown, unknown>({ worker: worker('echo'), workers: 1, tag: () => 1 });
    expect(((await caught(() => functions.submit(() => 1))) as Error).message).toContain('could not be cloned');
    expect(() => functions.trySubmit(Symbol())).toThrow('could not be cloned');
    await functions.submit('clonable');
    functions.end();
    expect((await readAll(functions)).map(({ value }) => value)).toEqual(['clonable']);
    expect(functions.counters().freeBuffers).toBe(4096);
  });

  it('rejects after end() and after close()', async () => {
    const values = await createDistributor<number, number>({ worker: worker('echo'), workers: 1, tag: () => 0 });
    values.end();
    expect(DistributorError.isInstance(await caught(() => values.submit(1)))).toBe(true);
    expect(await caught(() => values.trySubmit(1))).toMatchObject({ code: 'CLOSED', message: 'nothing can be submitted after end()' });
    expect(await readAll(values)).toEqual([]);
    expect(await values.close()).toBe(0);
    expect(await caught(() => values.submit(1))).toMatchObject({ code: 'CLOSED' });
    expect(await caught(() => values.flush())).toMatchObject({ code: 'CLOSED' });
    expect(await readAll(values)).toEqual([]);
  });
});

describe('results', () => {
  it('can be left and taken up again, by one reader at a time', async () => {
    await using values = await createDistributor<number, number>({ worker: worker('echo'), workers: 1, tag: () => 0 });
    for (let n = 0; n < 5; n++) await values.submit(n);
    const first = values.results();
    expect((await first.next()).value?.value).toBe(0);
    expect(await caught(() => values.results().next())).toBeInstanceOf(TypeError);
    await first.return(undefined);
    values.end();
    expect((await readAll(values)).map(({ value }) => value)).toEqual([1, 2, 3, 4]);
  });

  it('end at close()', async () => {
    const values = await createDistributor<number, number>({ worker: worker('echo'), workers: 1, tag: () => 0 });
    const reading = readAll(values);
    await nextTurn();
    await values.close();
    expect(await reading).toEqual([]);
  });
});

describe('close', () => {
  it('says how many values have no result that was read', async () => {
    const values = await createDistributor<number, number>({ worker: worker('echo'), workers: 1, tag: () => 0 });
    for (let n = 0; n < 5; n++) await values.submit(n);
    await values.flush();
    await values.results().next();
    expect(await values.close()).toBe(4);
  });

  it('aborts the signal of a handler that runs, and lets it finish', async () => {
    const values = await createDistributor<{ wait: boolean }, unknown>({ worker: worker('context'), workers: 1, tag: () => 0, graceMs: 60_000 });
    await values.submit({ wait: true });
    while (values.counters().inFlight === 0) await nextTurn();
    expect(await values.close()).toBe(1);
    expect(await values.close()).toBe(1);
  });
});

describe('large values', () => {
  const options = { worker: worker('bytes'), workers: 2, tag: (value: Uint8Array) => value.length, valueCodec: bytes(), resultCodec: bytes() };
  const pattern = (length: number, first: number): Uint8Array => Uint8Array.from({ length }, (_, i) => (i === 0 ? first : i % 251));

  it('take several buffers, and come back by them if the result fits, else another way; order is kept', async () => {
    await using values = await createDistributor<Uint8Array, Uint8Array>({ ...options, payloadBytes: 16, buffers: 64, maxPayloadBytes: 1000 });
    const sent = [1, 15, 16, 17, 100, 333].flatMap((length) => [0, 1, 2, 1, 3].map((times) => pattern(length, times)));
    const reading = readAll(values);
    for (const value of sent) await values.submit(value);
    values.end();
    const results = await reading;
    for (const length of new Set(sent.map((value) => value.length))) {
      const expected = sent.filter((value) => value.length === length).map((value) => {
        const reversed = [...value].reverse();
        return Array.from({ length: value[0]! }, () => reversed).flat();
      });
      expect(results.filter(({ tag }) => tag === length).map(({ value }) => [...value])).toEqual(expected);
    }
    expect(values.counters().freeBuffers).toBe(64);
  });

  it('are refused above maxPayloadBytes, with both sizes', async () => {
    await using values = await createDistributor<Uint8Array, Uint8Array>({ ...options, payloadBytes: 16, buffers: 64, maxPayloadBytes: 100 });
    const error = await caught(() => values.submit(new Uint8Array(101)));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe('a value takes 101 bytes, and maxPayloadBytes is 100');
    expect(values.counters().freeBuffers).toBe(64);
  });

  it('wait for buffers, and get them although small ones come after them', async () => {
    await using values = await createDistributor<Uint8Array, Uint8Array>({ ...options, payloadBytes: 16, buffers: 8 });
    const reading = readAll(values);
    const submits = Array.from({ length: 50 }, (_, i) => [values.submit(pattern(128, 1)), values.submit(pattern(1 + (i % 16), 1))]).flat();
    await Promise.all(submits);
    values.end();
    expect(await reading).toHaveLength(100);
  });

  it('belong to the reader: a result is not changed by what comes after it', async () => {
    await using values = await createDistributor<Uint8Array, Uint8Array>({ ...options, payloadBytes: 16, buffers: 1 });
    const reading = readAll(values);
    for (let i = 0; i < 100; i++) await values.submit(Uint8Array.of(1, i));
    values.end();
    expect((await reading).map(({ value }) => [...value])).toEqual(Array.from({ length: 100 }, (_, i) => [i, 1]));
  });
});

// Whatever happens to a worker: submit, results, flush and close all tell of it, and all threads end.
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Worker } from 'node:worker_threads';
import { type Codec, type ValueDistributor, WorkerError, createDistributor, json, structured } from '@dist/node';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { caught } from '../caught.ts';

const worker = (name: string): URL => new URL(`./workers/${name}.worker.ts`, import.meta.url);
const start = (): Promise<ValueDistributor<string, unknown>> =>
  createDistributor<string, unknown>({
    worker: worker('fails'),
    workers: 2,
    tag: (how) => how.length,
    thread: { resourceLimits: { maxOldGenerationSizeMb: 32 } },
    graceMs: 0,
  });
const next = (values: ValueDistributor<string, unknown>): Promise<unknown> => values.results().next();

/** Threads that were started and have not ended. */
const threads = new Set<Worker>();
const unhandled: unknown[] = [];
const watchThread = (thread: Worker): void => {
  threads.add(thread);
  thread.once('exit', () => threads.delete(thread));
};
const watchRejection = (error: unknown): void => void unhandled.push(error);

beforeEach(() => {
  process.on('worker', watchThread);
  process.on('unhandledRejection', watchRejection);
});
afterEach(() => {
  process.off('worker', watchThread);
  process.off('unhandledRejection', watchRejection);
  expect(threads.size).toBe(0);
  expect(unhandled).toEqual([]);
});

describe('a worker that fails', () => {
  it.each([
    ['throws', 'HANDLER_FAILED', { name: 'Refusal', code: 'E_REFUSED', message: 'no' }],
    ['rejects', 'HANDLER_FAILED', { name: 'Refusal', code: 'E_REFUSED', message: 'no' }],
    ['throws a string', 'HANDLER_FAILED', 'just text'],
    ['throws what cannot be cloned', 'HANDLER_FAILED', { message: 'with a function' }],
    ['throws outside', 'WORKER_FAILED', { message: 'later' }],
    ['rejects outside', 'WORKER_FAILED', { message: 'unheard' }],
    ['exits', 'WORKER_EXITED', undefined],
    ['exits well', 'WORKER_EXITED', undefined],
    ['takes all memory', 'WORKER_FAILED', { code: 'ERR_WORKER_OUT_OF_MEMORY' }],
    ['returns a function', 'CODEC_FAILED', { message: '() => undefined could not be cloned.' }],
    ['returns too much', 'CODEC_FAILED', { name: 'RangeError' }],
  ])('ends the run with its cause: %s', async (how, code, cause) => {
    const values = await start();
    await values.submit('fine');
    await values.submit(how);
    const failing = [caught(() => values.flush()), caught(() => drain(values))];
    const [error, same] = await Promise.all(failing);
    expect(error).toBeInstanceOf(WorkerError);
    expect(error).toMatchObject({ code, tag: how.length, attempt: 1 });
    if (typeof cause === 'object') expect((error as WorkerError).cause).toMatchObject(cause);
    else expect((error as WorkerError).cause).toBe(cause);
    expect(same).toBe(error);
    expect(await caught(() => values.submit('fine'))).toBe(error);
    expect(await caught(() => values.trySubmit('fine'))).toBe(error);
    expect(await caught(() => next(values))).toBe(error);
    expect(await caught(() => values.close())).toBe(error);
    await values[Symbol.asyncDispose]();
  });

  it('rejects the submits that wait', async () => {
    const values = await createDistributor<string, unknown>({ worker: worker('fails'), workers: 1, tag: () => 0, burst: 1, credits: 1, capacity: 2 });
    const submits = ['throws', 'fine', 'fine', 'fine'].map((how) => caught(() => values.submit(how).then(() => values.flush())));
    const errors = await Promise.all(submits);
    expect(new Set(errors).size).toBe(1);
    expect(errors[0]).toMatchObject({ code: 'HANDLER_FAILED', tag: 0, worker: 0 });
    expect(await caught(() => values.close())).toBe(errors[0]);
  });

  it('is told of when its thread is terminated from outside', async () => {
    const values = await start();
    await values.submit('never ends');
    while (values.counters().inFlight === 0) await nextTurn();
    void [...threads][0]!.terminate();
    const error = await caught(() => drain(values));
    expect(error).toMatchObject({ code: 'WORKER_EXITED', exitCode: 1 });
    expect(await caught(() => values.close())).toBe(error);
  });

  it('is told of at disposal when nobody has asked before', async () => {
    const careless = async (): Promise<void> => {
      await using values = await start();
      await values.submit('exits');
      while (threads.size > 0) await nextTurn();
    };
    expect(await caught(careless)).toMatchObject({ code: 'WORKER_EXITED', exitCode: 7 });
  });

  it('does not hold up close by a handler that never returns', async () => {
    const values = await start();
    await values.submit('blocks for ever');
    while (values.counters().inFlight === 0) await nextTurn();
    expect(await values.close()).toBe(1);
  });
});

describe('an aborted signal', () => {
  it('ends the run with its reason', async () => {
    const stop = new AbortController();
    const values = await createDistributor<string, unknown>({ worker: worker('fails'), workers: 1, tag: () => 0, signal: stop.signal, graceMs: 0 });
    await values.submit('never ends');
    const reading = caught(() => drain(values));
    stop.abort(new Error('enough'));
    expect(await reading).toBe(stop.signal.reason);
    expect(await caught(() => values.submit('fine'))).toBe(stop.signal.reason);
    expect(await caught(() => values.close())).toBe(stop.signal.reason);
  });

  it('ends a start that does not come to an end', async () => {
    const stop = new AbortController();
    const starting = caught(() => createDistributor({ worker: worker('slow-start'), workers: 2, tag: () => 0, signal: stop.signal, graceMs: 0 }));
    setImmediate(() => stop.abort());
    expect(await starting).toBe(stop.signal.reason);
  });
});

describe('a worker that does not start', () => {
  const other: Codec<unknown> = { ...structured<unknown>(), name: 'other' };
  it.each([
    ['broken', {}, 'no such table'],
    ['absent', {}, 'Cannot find module'],
    ['no-definition', {}, 'the default export of a worker file must be made by defineWorker()'],
    ['stuck', {}, 'its thread ended with exit code 13'],
    ['echo', { valueCodec: other }, "createDistributor() has the valueCodec 'other': pass it to defineWorker() as well"],
    ['bytes', { valueCodec: json<unknown>() }, "the valueCodec of createDistributor() is 'json', that of defineWorker() is 'bytes'"],
  ])('is an error with its cause: %s %o', async (file, options, message) => {
    const error = await caught(() => createDistributor<unknown, unknown>({ worker: worker(file), workers: 2, tag: () => 0, thread: { stderr: true }, ...options }));
    expect(error).toBeInstanceOf(WorkerError);
    expect(error).toMatchObject({ code: 'START_FAILED' });
    expect((error as WorkerError).message).toContain(message);
  });
});

describe('a codec that fails', () => {
  const liar = (answer: number): Codec<string> => ({ name: 'structured', encode: () => answer, decode: () => 'x' });
  it.each([
    [0.5, "codec 'structured' must return an integer, got 0.5"],
    [2000, "codec 'structured' says that it wrote 2000 bytes into 1024"],
    [-1, 'a value takes more than 1048576 bytes, and maxPayloadBytes is 1048576'],
    [-1_048_577, 'a value takes 1048577 bytes, and maxPayloadBytes is 1048576'],
  ])('is held to its contract when it answers %d', async (answer, message) => {
    await using values = await createDistributor<string, string>({ worker: worker('fails'), workers: 1, tag: () => 0, valueCodec: liar(answer) });
    const error = await caught(() => values.submit('fine'));
    expect(error).toBeInstanceOf(RangeError);
    expect((error as Error).message).toBe(message);
    expect(values.counters().freeBuffers).toBe(4096);
  });

  it('ends the run when it cannot read a result', async () => {
    const resultCodec: Codec<unknown> = {
      ...structured<unknown>(),
      decode: () => {
        throw new SyntaxError('not mine');
      },
    };
    const values = await createDistributor<string, unknown>({ worker: worker('fails'), workers: 1, tag: () => 5, resultCodec });
    await values.submit('fine');
    const error = await caught(() => next(values));
    expect(error).toMatchObject({ code: 'CODEC_FAILED', tag: 5, worker: 0, message: "codec 'structured' cannot read a result of tag 5: not mine" });
    expect((error as WorkerError).cause).toBeInstanceOf(SyntaxError);
    expect(await caught(() => values.close())).toBe(error);
  });

  it('ends the run when it cannot read a value', async () => {
    const valueCodec: Codec<string> = { name: 'json', encode: (_, into) => into.fill(0x7b, 0, 3).length && 3, decode: () => '' };
    const values = await createDistributor<string, unknown>({ worker: worker('fails'), workers: 1, tag: () => 5, valueCodec });
    await values.submit('fine');
    const error = await caught(() => values.flush());
    expect(error).toMatchObject({ code: 'CODEC_FAILED', tag: 5, cause: { name: 'SyntaxError' } });
    expect(await caught(() => values.close())).toBe(error);
  });
});

async function drain(values: ValueDistributor<string, unknown>): Promise<void> {
  const reader = values.results();
  while ((await reader.next()).done !== true);
}

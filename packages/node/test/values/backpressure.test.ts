import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ValueDistributor, createDistributor } from '@dist/node';
import { describe, expect, it } from 'vitest';
import { caught } from '../caught.ts';
import { Gate, type Gated } from './gate.ts';

const start = (limits: { workers?: number; capacity?: number; flowBacklog?: number; buffers?: number }): Promise<ValueDistributor<Gated, Gated>> =>
  createDistributor<Gated, Gated>({
    worker: new URL('./workers/gated.worker.ts', import.meta.url),
    workers: 2,
    burst: 1,
    credits: 1,
    tag: ({ tag }) => tag,
    ...limits,
  });

/** Whether a promise is settled after the event loop has gone on for a while. */
async function settles(promise: Promise<unknown>): Promise<boolean> {
  let settled = false;
  const note = (): void => void (settled = true);
  promise.then(note, note);
  for (let turn = 0; turn < 200; turn++) await nextTurn();
  return settled;
}

async function read(values: ValueDistributor<Gated, Gated>, count: number): Promise<number[]> {
  const seqs: number[] = [];
  for await (const { value } of values.results()) {
    seqs.push(value.seq);
    if (seqs.length === count) break;
  }
  return seqs;
}

describe('backpressure', () => {
  it('lets only the submits of a stuck tag wait; others go on', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 64, flowBacklog: 4 });
    const stuck = Array.from({ length: 20 }, (_, seq) => values.submit({ tag: 7, seq, hold: seq === 0 }));
    expect(await settles(stuck[6]!)).toBe(false);
    expect(values.trySubmit({ tag: 7, seq: 99 })).toBe(false);
    expect(values.counters().waiting).toBeGreaterThan(10);
    const others = read(values, 500);
    for (let seq = 100; seq < 600; seq++) await values.submit({ tag: 1 + (seq % 5), seq });
    // All of them come back while the tag is stuck.
    expect(Math.min(...(await others))).toBe(100);
    gate.open();
    expect(await read(values, 20)).toEqual(Array.from({ length: 20 }, (_, seq) => seq));
    await Promise.all(stuck);
  });

  it('accepts the waiting submits of a tag in the order of the calls', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 4, flowBacklog: 1 });
    const accepted: number[] = [];
    const submits = Array.from({ length: 40 }, (_, seq) => values.submit({ tag: seq % 3, seq, hold: seq < 3 }).then(() => accepted.push(seq)));
    const reading = read(values, 40);
    gate.open();
    await Promise.all(submits);
    const seqs = await reading;
    for (const order of [accepted, seqs]) {
      for (let tag = 0; tag < 3; tag++) {
        const ofTag = order.filter((seq) => seq % 3 === tag);
        expect(ofTag).toEqual(ofTag.toSorted((a, b) => a - b));
      }
    }
    expect(seqs).toHaveLength(40);
  });

  it('never holds more than the capacity', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 8 });
    const submits = Array.from({ length: 30 }, (_, seq) => values.submit({ tag: seq, seq, hold: true }));
    expect(await settles(submits[8]!)).toBe(false);
    expect(values.counters()).toMatchObject({ accepted: 8, waiting: 22, freeBuffers: 0 });
    expect(values.trySubmit({ tag: 1000, seq: 1000 })).toBe(false);
    gate.open();
    expect((await read(values, 30)).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, seq) => seq));
    await Promise.all(submits);
    expect(values.counters()).toMatchObject({ accepted: 30, waiting: 0, freeBuffers: 8 });
  });

  it('waits for buffers when there are fewer of them than the capacity', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 64, buffers: 4 });
    const submits = Array.from({ length: 12 }, (_, seq) => values.submit({ tag: seq, seq, hold: true }));
    expect(await settles(submits[4]!)).toBe(false);
    gate.open();
    expect(await read(values, 12)).toHaveLength(12);
    await Promise.all(submits);
  });

  it('says so when all room is taken by results that nobody reads', async () => {
    new Gate();
    await using values = await start({ capacity: 4 });
    const submits = Array.from({ length: 6 }, (_, seq) => caught(() => values.submit({ tag: seq, seq }).then(() => Promise.reject(new Error('accepted')))));
    const errors = await Promise.all(submits);
    expect(errors.slice(0, 4)).toEqual(Array(4).fill(new Error('accepted')));
    for (const error of errors.slice(4)) {
      expect(error).toMatchObject({ code: 'RETURNS_FULL', message: 'all room is taken by results: read results() while submitting, or raise the capacity' });
    }
    await values.flush();
    expect(await caught(() => values.submit({ tag: 9, seq: 9 }))).toMatchObject({ code: 'RETURNS_FULL' });
    expect(await read(values, 4)).toHaveLength(4);
    await values.submit({ tag: 9, seq: 9 });
    expect(await read(values, 1)).toEqual([9]);
  });

  it('gives up a submit that waits when its signal is aborted, and only that one', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 2 });
    const stop = new AbortController();
    const submits = [0, 1, 2].map((seq) => values.submit({ tag: 0, seq, hold: true }));
    const aborted = caught(() => values.submit({ tag: 0, seq: 3 }, { signal: stop.signal }));
    const last = values.submit({ tag: 0, seq: 4 });
    stop.abort();
    expect(await aborted).toBe(stop.signal.reason);
    expect(await caught(() => values.submit({ tag: 0, seq: 5 }, { signal: stop.signal }))).toBe(stop.signal.reason);
    gate.open();
    expect(await read(values, 4)).toEqual([0, 1, 2, 4]);
    await Promise.all([...submits, last]);
    expect(values.counters().freeBuffers).toBe(2);
  });

  it('flushes what waits to be accepted as well', async () => {
    const gate = new Gate();
    await using values = await start({ capacity: 64, flowBacklog: 1 });
    const submits = Array.from({ length: 20 }, (_, seq) => values.submit({ tag: 0, seq, hold: true }));
    const flushed = values.flush();
    expect(await settles(flushed)).toBe(false);
    gate.open();
    await flushed;
    expect(gate.started).toBe(20);
    await Promise.all(submits);
  });
});

import { createDistributor } from '@dist/node';
import { describe, expect, it } from 'vitest';
import { Gate, type Gated } from './gate.ts';

const gated = new URL('./workers/gated.worker.ts', import.meta.url);

/** Counts the turns of this thread's event loop until it is stopped. */
function countTurns(): { readonly turns: number; stop(): void } {
  let turns = 0;
  let running = true;
  const count = (): void => {
    turns++;
    if (running) setImmediate(count);
  };
  setImmediate(count);
  return {
    get turns(): number {
      return turns;
    },
    stop(): void {
      running = false;
    },
  };
}

describe("the caller's event loop", () => {
  it('goes on while a submit waits', async () => {
    const gate = new Gate();
    await using values = await createDistributor<Gated, Gated>({ worker: gated, workers: 1, burst: 1, credits: 1, capacity: 1, tag: () => 0 });
    const counter = countTurns();
    await values.submit({ tag: 0, seq: 0, hold: true });
    const waiting = values.submit({ tag: 0, seq: 1 });
    // The gate is opened by the event loop itself: were it blocked, this would never end.
    const open = (): void => {
      if (counter.turns > 1000) gate.open();
      else setImmediate(open);
    };
    open();
    await values.results().next();
    await waiting;
    expect(counter.turns).toBeGreaterThan(1000);
    counter.stop();
  });

  it('gets its turns in a loop of submits that are all accepted at once', async () => {
    const gate = new Gate();
    await using values = await createDistributor<Gated, Gated>({ worker: gated, workers: 1, tag: () => 0, capacity: 65_536, flowBacklog: 65_536 });
    const counter = countTurns();
    for (let seq = 0; seq < 20_000; seq++) await values.submit({ tag: 0, seq, hold: true });
    expect(counter.turns).toBeGreaterThan(20);
    counter.stop();
    gate.open();
  });

  it('gets its turns while results are read that are all there', async () => {
    new Gate();
    await using values = await createDistributor<Gated, Gated>({ worker: gated, workers: 1, tag: () => 0, capacity: 16_384, flowBacklog: 16_384 });
    for (let seq = 0; seq < 10_000; seq++) await values.submit({ tag: 0, seq });
    await values.flush();
    values.end();
    const counter = countTurns();
    let last = -1;
    for await (const { value } of values.results()) expect(value.seq).toBe(++last);
    expect(last).toBe(9999);
    expect(counter.turns).toBeGreaterThan(20);
    counter.stop();
  });
});

describe("the worker's event loop", () => {
  it('runs between packets that come without a pause', async () => {
    await using values = await createDistributor<number, number>({ worker: new URL('./workers/turns.worker.ts', import.meta.url), workers: 1, tag: () => 0 });
    // The worker's timers have to fire for the answer to grow, although it always has packets.
    const reading = (async (): Promise<number> => {
      for await (const { value } of values.results()) if (value > 10) return value;
      return 0;
    })();
    let done = false;
    void reading.then(() => (done = true));
    for (let n = 0; !done; n++) await values.submit(n);
    expect(await reading).toBeGreaterThan(10);
  });
});

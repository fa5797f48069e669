// The checkers fed from real threads: what one thread does is seen by the check of another, by the merged history, and by who reads the
// history from a file.
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkHistory, EventKind, HistoryRecorder, hotTag, LiveChecker, NO_WORKER, ThreadRecorder, writeHistory } from '../src/index.ts';
import type { History, Verdict } from '../src/index.ts';
import { checkHistoryFiles } from './history-command.ts';
import { recordThreads } from './threads/record-threads.ts';
import type { ScriptStep } from './threads/script-order.ts';

const TAG = 3;

async function play(gate: 'atomic' | 'plain', steps: readonly (readonly [worker: number, action: ScriptStep['action'], packet: number])[]): Promise<{ live: Verdict; history: Verdict; recorded: History }> {
  const checker = LiveChecker.create({ tags: 8, handles: 8, workers: 2, gate });
  const recorder = HistoryRecorder.create({ threads: 3, events: 64 });
  const record = ThreadRecorder.attach(recorder.region, 0);
  const workers = [0, 1].map(
    (worker) => new Worker(new URL('./threads/script.worker.ts', import.meta.url), { workerData: { worker, checker: checker.region, recorder: recorder.region } }),
  );
  const packets = [...new Set(steps.map(([, , packet]) => packet))].sort();
  for (const packet of packets) {
    checker.submitted(TAG, packet);
    record.record(EventKind.SUBMITTED, packet, TAG, NO_WORKER);
  }
  for (const [worker, action, packet] of steps) {
    const step: ScriptStep = { action, tag: TAG, packet };
    workers[worker]!.postMessage(step);
    await once(workers[worker]!, 'message');
  }
  for (const packet of packets) {
    checker.returned(TAG, packet);
    record.record(EventKind.RETURNED, packet, TAG, NO_WORKER);
  }
  for (const worker of workers) await worker.terminate();
  const { history, whole } = recorder.merge();
  expect([whole, history.length]).toEqual([true, steps.length + 2 * packets.length]);
  return { live: checker.verdict('complete'), history: checkHistory(history), recorded: history };
}

describe.each(['atomic', 'plain'] as const)('on real threads, %s gate', (gate) => {
  it('a tag that goes from thread to thread in order keeps every promise', async () => {
    const { live, history } = await play(gate, [
      [0, 'start', 0],
      [0, 'finish', 0],
      [0, 'hand back', 0],
      [1, 'start', 1],
      [1, 'finish', 1],
      [1, 'start', 2],
      [1, 'finish', 2],
      [1, 'hand back', 1],
      [1, 'hand back', 2],
      [0, 'start', 3],
      [0, 'finish', 3],
      [0, 'hand back', 3],
    ]);
    expect([live.kept, history.kept]).toEqual([true, true]);
  });

  it('two threads in one tag are named by both checkers', async () => {
    const { live, history } = await play(gate, [
      [0, 'start', 0],
      [1, 'start', 1],
      [0, 'finish', 0],
      [0, 'hand back', 0],
      [1, 'finish', 1],
      [1, 'hand back', 1],
    ]);
    expect(live.violations.map(({ kind, workers }) => [kind, workers])).toEqual([['overlap', [1, 0]]]);
    expect(history.violations.map(({ kind, packets, workers }) => [kind, packets, workers])).toEqual([['overlap', [1, 0], [1, 0]]]);
  });

  it('a tag that is used on before it was handed back is named by both', async () => {
    const { live, history } = await play(gate, [
      [0, 'start', 0],
      [0, 'finish', 0],
      [1, 'start', 1],
      [1, 'finish', 1],
      [0, 'hand back', 0],
      [1, 'hand back', 1],
    ]);
    expect(live.counts).toEqual({ overlap: 1 });
    expect(history.counts).toEqual({ 'not-handed-back': 1 });
  });

  it('a packet that overtakes another one is named by both', async () => {
    const { live, history } = await play(gate, [
      [0, 'start', 1],
      [0, 'finish', 1],
      [0, 'hand back', 1],
      [1, 'start', 0],
      [1, 'finish', 0],
      [1, 'hand back', 0],
    ]);
    expect(Object.keys(live.counts)).toEqual(['start-order']);
    expect(history.counts).toEqual({ 'start-order': 1 });
  });
});

describe('a run on real threads, written to a file,', () => {
  let folder = '';
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'threads-'));
  });
  afterAll(() => {
    rmSync(folder, { recursive: true });
  });
  const fileOf = (name: string, bytes: Uint8Array): string => {
    writeFileSync(join(folder, name), bytes);
    return join(folder, name);
  };

  it('is checked again by dist-check-history with all its events, and breaks no promise when it is replayed', async () => {
    const { history, whole, facts } = await recordThreads(500, hotTag({ tags: 8, share: 0.4, seed: 1 }));
    expect(whole).toBe(true);
    const { status, out, error } = checkHistoryFiles('--replay', fileOf('kept', writeHistory(history, { facts, whole })));
    expect([status, error]).toEqual([0, '']);
    const [title, verdict, , replay, again] = out.split('\n');
    expect(title).toMatch(/: a run on threads$/u);
    expect(verdict).toMatch(/^kept: Exclusive, Ordered, Once, Finite in 500 packets of 8 tags, \d{4} events$/u);
    expect(replay).toMatch(/^replayed with @dist\/core: \d+ of \d+ events as recorded/u);
    // How far it follows depends on the moments at which the threads met: those are not recorded.
    expect(again).toMatch(/^kept: .*\b500 packets of 8 tags/u);
  });

  it('in which two threads were in one tag is told by dist-check-history; the distributor does not do it when it is given the same', async () => {
    const { recorded } = await play('atomic', [
      // The worker that the replayed distributor gives the first packet to as well.
      [1, 'start', 0],
      [0, 'start', 1],
      [1, 'finish', 0],
      [1, 'hand back', 0],
      [0, 'finish', 1],
      [0, 'hand back', 1],
    ]);
    const { status, out } = checkHistoryFiles('--replay', fileOf('broken', writeHistory(recorded, { facts: { title: 'two at once', workers: 2, burst: 1 } })));
    expect(status).toBe(1);
    expect(out).toMatch(/Exclusive: packet 1 of tag 3 started in worker 0 while packet 0 was in worker 1/u);
    expect(out).toMatch(/replayed with @dist\/core: \d+ of 10 events as recorded; at #3 worker 0 does not hold packet 1\nkept: Exclusive, /u);
  });
});

// The checkers fed from real threads: what one thread does is seen by the check of another, and by the merged history.
import { once } from 'node:events';
import { Worker } from 'node:worker_threads';
import { describe, expect, it } from 'vitest';
import { checkHistory, EventKind, HistoryRecorder, LiveChecker, NO_WORKER, ThreadRecorder } from '../src/index.ts';
import type { Verdict } from '../src/index.ts';
import type { ScriptStep } from './threads/script-order.ts';

const TAG = 3;

async function play(gate: 'atomic' | 'plain', steps: readonly (readonly [worker: number, action: ScriptStep['action'], packet: number])[]): Promise<{ live: Verdict; history: Verdict }> {
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
  return { live: checker.verdict('complete'), history: checkHistory(history) };
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

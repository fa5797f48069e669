import { describe, expect, it } from 'vitest';
import { checkHistory } from '../history/check-history.ts';
import { EventKind } from '../history/event-kind.ts';
import { describeEvent } from '../history/describe-event.ts';
import type { History } from '../history/history.ts';
import { NO_WORKER } from '../history/history.ts';
import { HistoryRecorder } from './history-recorder.ts';
import { ThreadRecorder } from './thread-recorder.ts';

function lines(history: History): string[] {
  return Array.from({ length: history.length }, (_, row) => describeEvent(history, row));
}

describe('HistoryRecorder', () => {
  it('merges the threads into the order in which their events were recorded', () => {
    const recorder = HistoryRecorder.create({ threads: 3, events: 8 });
    const caller = ThreadRecorder.attach(recorder.region, 0);
    const a = ThreadRecorder.attach(recorder.region, 1);
    const b = ThreadRecorder.attach(recorder.region, 2);
    caller.record(EventKind.SUBMITTED, 0xffff_fff0, 0x8000_0000, NO_WORKER);
    b.record(EventKind.STARTED, 0xffff_fff0, 0x8000_0000, 1000);
    a.record(EventKind.FINISHED, 0xffff_fff0, 0x8000_0000, 1000);
    caller.record(EventKind.RETURNED, 0xffff_fff0, 0x8000_0000, NO_WORKER);
    const { history, whole } = recorder.merge();
    expect(lines(history)).toEqual([
      'packet 4294967280 submitted with tag 2147483648',
      'worker 1000 started packet 4294967280',
      'worker 1000 finished packet 4294967280',
      'packet 4294967280 came back',
    ]);
    expect([whole, checkHistory(history).kept]).toEqual([true, true]);
  });

  it('says when a thread had no room, and ends the history before its first missing event', () => {
    const recorder = HistoryRecorder.create({ threads: 2, events: 2 });
    const caller = ThreadRecorder.attach(recorder.region, 0);
    const worker = ThreadRecorder.attach(recorder.region, 1);
    expect([0, 1, 2, 3].map((packet) => caller.record(EventKind.SUBMITTED, packet, 0, NO_WORKER))).toEqual([true, true, false, false]);
    worker.record(EventKind.STARTED, 0, 0, 0);
    const { history, whole } = recorder.merge();
    expect([history.length, whole]).toEqual([2, false]);
    expect(checkHistory(history, { end: 'running' }).kept).toBe(true);
  });

  it('lets a thread go on behind the events of one that ended', () => {
    const recorder = HistoryRecorder.create({ threads: 1, events: 4 });
    ThreadRecorder.attach(recorder.region, 0).record(EventKind.SUBMITTED, 1, 0, NO_WORKER);
    ThreadRecorder.attach(recorder.region, 0).record(EventKind.SUBMITTED, 2, 0, NO_WORKER);
    expect(lines(recorder.merge().history)).toEqual(['packet 1 submitted with tag 0', 'packet 2 submitted with tag 0']);
  });
});

import { describe, expect, it } from 'vitest';
import type { Verdict } from '../verdict/verdict.ts';
import { checkHistory } from './check-history.ts';
import type { CheckOptions } from './check-history.ts';
import { History } from './history.ts';

const TAG = 7;

/** Three packets of a tag; worker 0 has finished packet 0 and is in packet 1. */
function check(write: (history: History) => void, options: CheckOptions = { end: 'running' }): Verdict {
  const history = new History();
  for (const packet of [0, 1, 2]) history.submitted(packet, TAG);
  history.started(0, TAG, 0);
  history.finished(0, TAG, 0);
  history.started(1, TAG, 0);
  write(history);
  return checkHistory(history, options);
}

function pass(history: History, packet: number, worker: number): void {
  history.started(packet, TAG, worker);
  history.finished(packet, TAG, worker);
  history.handedBack(packet, TAG, worker);
  history.returned(packet, TAG);
}

const kinds = (verdict: Verdict): unknown[] => verdict.violations.map(({ promise, kind, packets, workers, text }) => [promise, kind, packets, workers, text]);

describe('Crash-exact', () => {
  it('is kept when finished packets come back, the one the worker was in is decided, and the rest goes elsewhere in order', () => {
    const verdict = check((history) => {
      history.workerLost(0);
      history.suspect(1, TAG, 0);
      history.returned(0, TAG);
      history.retried(1, TAG);
      pass(history, 1, 1);
      pass(history, 2, 1);
    }, { bounds: { notes: true } });
    expect([verdict.kept, verdict.checked]).toEqual([true, ['Exclusive', 'Ordered', 'Once', 'Crash-exact']]);
  });

  it('names a packet that starts again although nobody has said retry: the one the worker died in, and one it had finished', () => {
    const verdict = check((history) => {
      history.workerLost(0);
      history.started(1, TAG, 1);
      history.finished(1, TAG, 1);
      history.started(0, TAG, 1);
    });
    expect(kinds(verdict)).toEqual([
      ['Crash-exact', 'crash-result', [1], [1, 0], 'packet 1 of tag 7 started again in worker 1 after the death of worker 0, which died in it, and nobody had said retry'],
      ['Crash-exact', 'crash-result', [0], [1, 0], 'packet 0 of tag 7 started again in worker 1 after the death of worker 0, which had finished it, and nobody had said retry'],
    ]);
    expect(verdict.violations[0]!.story).toEqual([
      '#1 packet 1 submitted with tag 7',
      '#5 worker 0 started packet 1',
      '#6 worker 0 was lost',
      '#7 worker 1 started packet 1',
    ]);
  });

  it('names a suspect that starts again undecided', () => {
    const verdict = check((history) => {
      history.workerLost(0);
      history.suspect(1, TAG, 0);
      history.started(1, TAG, 1);
    });
    expect(kinds(verdict).map((one) => (one as unknown[]).slice(0, 3))).toEqual([['Crash-exact', 'crash-result', [1]]]);
  });

  it('names what a dead worker had finished and is lost', () => {
    const verdict = check((history) => {
      history.workerLost(0);
      history.suspect(1, TAG, 0);
      history.failed(1, TAG);
      history.returned(1, TAG);
      pass(history, 2, 1);
    }, {});
    expect(kinds(verdict)).toEqual([['Crash-exact', 'crash-result', [0], [0], 'packet 0 of tag 7 is lost: worker 0 had finished it before it died']]);
  });

  it('names suspects that are none: come back before, or in another worker', () => {
    const verdict = check((history) => {
      history.finished(1, TAG, 0);
      history.handedBack(0, TAG, 0);
      history.handedBack(1, TAG, 0);
      history.returned(0, TAG);
      history.started(2, TAG, 1);
      history.workerLost(0);
      history.suspect(0, TAG, 0);
      history.suspect(2, TAG, 0);
    });
    expect(kinds(verdict).map((one) => (one as unknown[])[4])).toEqual([
      'packet 0 of tag 7 is said to be what worker 0 died in, and had come back before',
      'packet 2 of tag 7 is said to be what worker 0 died in, and was in worker 1',
    ]);
  });

  it('holds a worker that notes its packets to one suspect, the last that it started', () => {
    const write = (history: History): void => {
      history.workerLost(0);
      for (const packet of [0, 1]) history.suspect(packet, TAG, 0);
    };
    expect(check(write).kept).toBe(true);
    expect(kinds(check(write, { end: 'running', bounds: { notes: true } })).map((one) => (one as unknown[])[4])).toEqual([
      'packet 0 of tag 7 is said to be what worker 0 died in, which had gone on to packet 1',
      'packet 1 of tag 7 is said to be what worker 0 died in, and so is packet 0, although it notes what it is in',
    ]);
  });

  it('judges each life of a worker by itself', () => {
    const verdict = check((history) => {
      history.workerLost(0);
      history.suspect(1, TAG, 0);
      history.returned(0, TAG);
      history.retried(1, TAG);
      pass(history, 1, 0);
      history.started(2, TAG, 0);
      history.workerLost(0);
      history.suspect(2, TAG, 0);
    }, { end: 'running', bounds: { notes: true } });
    expect(verdict.counts).toEqual({});
  });
});

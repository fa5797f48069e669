import { describe, expect, it } from 'vitest';
import type { Verdict } from '../verdict/verdict.ts';
import { checkHistory } from './check-history.ts';
import { History } from './history.ts';

const TAG = 7;

function check(write: (history: History) => void, end: 'complete' | 'running' = 'running'): Verdict {
  const history = new History();
  history.asked(0);
  for (const packet of [0, 1]) {
    history.submitted(packet, TAG);
    history.accepted(packet, TAG);
  }
  write(history);
  return checkHistory(history, { end });
}

function pass(history: History, packet: number): void {
  history.claimed(packet, TAG, 0);
  history.started(packet, TAG, 0);
  history.finished(packet, TAG, 0);
  history.handedBack(packet, TAG, 0);
}

const kinds = (verdict: Verdict): unknown[] => verdict.violations.map(({ promise, kind, packets, text }) => [promise, kind, packets, text]);

describe('Finite', () => {
  it('is kept when all that was accepted is done before the flush ends, taken or not', () => {
    const verdict = check((history) => {
      pass(history, 0);
      history.returned(0, TAG);
      history.flushing();
      pass(history, 1);
      history.flushed();
    });
    expect([verdict.kept, verdict.checked.includes('Finite')]).toEqual([true, true]);
  });

  it('names packets that were outstanding when a flush ended', () => {
    const verdict = check((history) => {
      history.submitted(2, TAG);
      history.flushing();
      pass(history, 0);
      history.claimed(1, TAG, 0);
      history.flushed();
    });
    expect(kinds(verdict)).toEqual([['Finite', 'flush-early', [1], 'flush ended while a packet was outstanding: packet 1 of tag 7']]);
    expect(verdict.violations[0]!.story).toEqual([
      '#3 packet 1 submitted with tag 7',
      '#4 packet 1 was accepted',
      '#6 flush was called',
      '#11 worker 0 claimed packet 1',
      '#12 flush ended',
    ]);
  });

  it('lets a flush end early when all that is left waits for a decision, and it says how much', () => {
    const suspects = (remaining: number): Verdict =>
      check((history) => {
        history.flushing();
        history.claimed(0, TAG, 0);
        history.started(0, TAG, 0);
        history.workerLost(0);
        history.suspect(0, TAG, 0);
        history.flushed(remaining);
      });
    expect(suspects(2).kept).toBe(true);
    expect(kinds(suspects(1))).toEqual([['Finite', 'flush-early', [], 'flush ended and said that 1 packets are outstanding, where 2 are']]);
  });

  it('counts a packet that is tried again as outstanding until it is finished again', () => {
    const again = (then: (history: History) => void): Verdict => {
      const history = new History();
      history.submitted(0, TAG);
      history.accepted(0, TAG);
      history.claimed(0, TAG, 0);
      history.started(0, TAG, 0);
      history.finished(0, TAG, 0);
      history.suspect(0, TAG, 0);
      history.retried(0, TAG);
      history.flushing();
      history.claimed(0, TAG, 1);
      then(history);
      history.flushed();
      return checkHistory(history, { end: 'running' });
    };
    const early = ['Finite', 'flush-early', [0], 'flush ended while a packet was outstanding: packet 0 of tag 7'];
    expect(kinds(again(() => undefined))).toEqual([early]);
    const finishing = again((history) => {
      history.started(0, TAG, 1);
      history.finished(0, TAG, 1);
    });
    expect(kinds(finishing)).toEqual([]);
  });

  it('names a flush that still waits where nothing moves any more and nothing is left to wait for', () => {
    const verdict = check((history) => {
      pass(history, 0);
      pass(history, 1);
      history.flushing();
      history.rested();
    });
    expect(kinds(verdict)).toEqual([['Finite', 'never-ends', [], 'flush has not ended although nothing moves any more, nothing is with a worker and 0 packets are outstanding']]);
  });

  it('lets a flush wait for a handler, for a decision, and for a worker when there is none', () => {
    const waits = (until: (history: History) => void): boolean =>
      check((history) => {
        history.flushing();
        until(history);
        history.rested();
        history.flushAbandoned();
      }).kept;
    expect(waits((history) => {
      history.claimed(0, TAG, 0);
      history.asked(1);
    })).toBe(true);
    expect(waits((history) => {
      history.claimed(0, TAG, 0);
      history.workerLost(0);
      history.suspect(0, TAG, 0);
      history.asked(1);
    })).toBe(true);
    expect(waits((history) => {
      history.left(0);
    })).toBe(true);
    // A worker asks, and packets wait: the flush would end if they were given out.
    expect(waits(() => undefined)).toBe(false);
  });

  it('names a flush that has not ended when the run is over, unless the caller gave up', () => {
    const over = (abandoned: boolean): Verdict =>
      check((history) => {
        history.flushing();
        for (const packet of [0, 1]) {
          pass(history, packet);
          history.returned(packet, TAG);
        }
        if (abandoned) history.flushAbandoned();
      }, 'complete');
    expect([over(false).counts, over(true).counts]).toEqual([{ 'never-ends': 1 }, {}]);
  });

  it('is not checked without a flush, or without what was accepted', () => {
    expect(check(() => undefined).notChecked.Finite).toBe('no flush was recorded');
    const history = new History();
    history.submitted(0, TAG);
    history.flushing();
    history.flushed();
    expect(checkHistory(history, { end: 'running' }).notChecked.Finite).toBe('what was accepted was not recorded');
  });
});

import { describe, expect, it } from 'vitest';
import { describeVerdict } from '../verdict/describe-verdict.ts';
import type { Verdict } from '../verdict/verdict.ts';
import { checkHistory } from './check-history.ts';
import type { CheckOptions } from './check-history.ts';
import { History } from './history.ts';

const TAG = 7;

function historyOf(write: (history: History) => void): History {
  const history = new History(4);
  write(history);
  return history;
}

/** A packet's whole way, undisturbed. */
function pass(history: History, packet: number, worker: number, tag = TAG): void {
  history.started(packet, tag, worker);
  history.finished(packet, tag, worker);
  history.handedBack(packet, tag, worker);
  history.returned(packet, tag);
}

function check(write: (history: History) => void, options?: CheckOptions): Verdict {
  return checkHistory(historyOf(write), options);
}

function found(verdict: Verdict): unknown[] {
  return verdict.violations.map(({ promise, kind, packets, workers }) => [promise, kind, packets, workers]);
}

describe('checkHistory', () => {
  it('finds nothing in a run that keeps every promise', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 50; i += 1) history.submitted(i, i % 3);
      for (let i = 0; i < 50; i += 1) pass(history, i, i % 2, i % 3);
    });
    expect(verdict).toMatchObject({ kept: true, total: 0, violations: [], scope: '50 packets of 3 tags, 250 events' });
  });

  it('names a packet that started while another of its tag was in a handler, and both workers', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.started(0, TAG, 3);
      history.started(1, TAG, 5);
      history.finished(0, TAG, 3);
      history.finished(1, TAG, 5);
      history.returned(0, TAG);
      history.returned(1, TAG);
    });
    expect(found(verdict)).toEqual([['Exclusive', 'overlap', [1, 0], [5, 3]]]);
    expect(verdict.violations[0]!.story).toEqual([
      '#0 packet 0 submitted with tag 7',
      '#1 packet 1 submitted with tag 7',
      '#2 worker 3 started packet 0',
      '#3 worker 5 started packet 1',
    ]);
  });

  it('sees an overlap also behind one that has already ended', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      history.started(0, TAG, 0);
      history.started(1, TAG, 1);
      history.finished(1, TAG, 1);
      history.started(2, TAG, 1);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([
      ['Exclusive', 'overlap', [1, 0], [1, 0]],
      ['Exclusive', 'overlap', [2, 0], [1, 0]],
    ]);
  });

  it('sees two packets of a tag at once in one worker', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.started(0, TAG, 2);
      history.started(1, TAG, 2);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([['Exclusive', 'overlap', [1, 0], [2, 2]]]);
  });

  it('keeps a tag locked until the packet is handed back, where the history says when', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      history.started(0, TAG, 0);
      history.finished(0, TAG, 0);
      history.started(1, TAG, 0);
      history.finished(1, TAG, 0);
      history.started(2, TAG, 1);
      history.handedBack(0, TAG, 0);
      history.handedBack(1, TAG, 0);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([['Exclusive', 'not-handed-back', [2, 1], [1, 0]]]);
  });

  it('names a packet that started late and the one that passed it', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      pass(history, 0, 0);
      history.started(2, TAG, 0);
      history.finished(2, TAG, 0);
      history.handedBack(2, TAG, 0);
      history.started(1, TAG, 1);
      history.finished(1, TAG, 1);
      history.handedBack(1, TAG, 1);
      history.returned(1, TAG);
      history.returned(2, TAG);
    });
    expect(found(verdict)).toEqual([['Ordered', 'start-order', [1, 2], [1, 0]]]);
  });

  it('names a packet that came back late', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      for (const packet of [0, 1]) {
        history.started(packet, TAG, 0);
        history.finished(packet, TAG, 0);
      }
      history.returned(1, TAG);
      history.returned(0, TAG);
    });
    expect(found(verdict)).toEqual([['Ordered', 'return-order', [0, 1], [0, 0]]]);
  });

  it('promises no order between different tags', () => {
    const verdict = check((history) => {
      history.submitted(0, 1);
      history.submitted(1, 2);
      pass(history, 1, 0, 2);
      pass(history, 0, 0, 1);
    });
    expect(verdict.kept).toBe(true);
  });

  it('names lost packets with the stage they reached', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 4; i += 1) history.submitted(i, i);
      history.started(1, 1, 6);
      history.started(2, 2, 7);
      history.finished(2, 2, 7);
      pass(history, 3, 0, 3);
    });
    expect(found(verdict)).toEqual([
      ['Once', 'lost', [0], []],
      ['Once', 'lost', [1], [6]],
      ['Once', 'lost', [2], [7]],
    ]);
    expect(verdict.violations.map(({ text }) => text)).toEqual([
      'packet 0 of tag 0 is lost: it never started',
      'packet 1 of tag 1 is lost: it never finished',
      'packet 2 of tag 2 is lost: it was finished and never came back',
    ]);
  });

  it('lets packets be outstanding in a running history, but for those that later ones of their tag have passed', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      history.started(0, TAG, 0);
      history.finished(0, TAG, 0);
      history.handedBack(0, TAG, 0);
      pass(history, 1, 0);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([['Once', 'lost', [0], [0]]]);
  });

  it('names duplicates: submitted, started and returned twice', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 2; i += 1) history.submitted(i, TAG);
      history.submitted(1, TAG);
      pass(history, 0, 0);
      history.started(0, TAG, 1);
      history.finished(0, TAG, 1);
      history.handedBack(0, TAG, 1);
      history.returned(0, TAG);
      pass(history, 1, 0);
    });
    expect(found(verdict)).toEqual([
      ['Once', 'submitted-twice', [1], []],
      ['Once', 'started-twice', [0], [1, 0]],
      ['Once', 'returned-twice', [0], []],
    ]);
  });

  it('names packets that nobody submitted, did not start, or did not finish', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.started(9, TAG, 4);
      history.returned(8, TAG);
      history.finished(0, TAG, 1);
      history.returned(1, TAG);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([
      ['Once', 'never-submitted', [9], [4]],
      ['Once', 'never-submitted', [8], []],
      ['Once', 'out-of-nowhere', [0], [1]],
      ['Once', 'out-of-nowhere', [1], []],
      ['Once', 'lost', [0], []],
    ]);
  });

  it('sees a packet that changed its tag', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.started(0, TAG + 1, 2);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([['Once', 'wrong-tag', [0], [2]]]);
  });

  it('takes dropped packets as accounted for, named or counted', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 4; i += 1) history.submitted(i, TAG);
      history.dropped(0, TAG);
      history.started(1, TAG, 0);
      history.finished(1, TAG, 0);
      history.handedBack(1, TAG, 0);
      history.cleared(1);
      pass(history, 2, 0);
      pass(history, 3, 0);
    });
    expect(found(verdict)).toEqual([]);
  });

  it('sees a drop that was counted too low, and one that was counted too high', () => {
    const low = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, i);
      history.cleared(1);
    });
    expect(low.counts).toEqual({ lost: 2 });
    expect(low.violations[0]!.text).toContain('1 more were dropped without being named');
    const high = check((history) => {
      history.submitted(0, TAG);
      history.cleared(2);
    });
    expect(high.counts).toEqual({ 'drop-count': 1 });
  });

  it('does not let a drop account for what was submitted after it', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.cleared(1);
      history.submitted(1, TAG);
    });
    expect(verdict.counts).toEqual({ lost: 1 });
  });

  it('lets the packets of a lost worker be finished, retried and failed', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      history.submitted(3, TAG + 1);
      history.started(0, TAG, 0);
      history.finished(0, TAG, 0);
      history.started(1, TAG, 0);
      history.started(3, TAG + 1, 2);
      history.workerLost(0);
      history.suspect(1, TAG, 0);
      history.workerLost(2);
      history.suspect(3, TAG + 1, 2);
      history.returned(0, TAG);
      history.retried(1, TAG);
      history.failed(3, TAG + 1);
      history.returned(3, TAG + 1);
      pass(history, 1, 1);
      pass(history, 2, 1);
    });
    expect(found(verdict)).toEqual([]);
  });

  it('keeps the tag of an undecided suspect locked', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.started(0, TAG, 0);
      history.workerLost(0);
      history.suspect(0, TAG, 0);
      history.started(1, TAG, 1);
    }, { end: 'running' });
    expect(found(verdict)).toEqual([['Crash-exact', 'passed-suspect', [1, 0], [1, 0]]]);
    expect(verdict.violations[0]!.story).toContain('#3 worker 0 was lost');
  });

  it('sees a retry that lets a later packet pass', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.started(0, TAG, 0);
      history.workerLost(0);
      history.suspect(0, TAG, 0);
      history.retried(0, TAG);
      pass(history, 1, 1);
      pass(history, 0, 1);
    });
    expect(verdict.counts).toEqual({ 'start-order': 1, 'return-order': 1 });
  });

  it('lets a whole burst of a dead worker be retried, finished packets included, where the worker did not note what it was in', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 3; i += 1) history.submitted(i, TAG);
      for (const packet of [0, 1]) {
        history.started(packet, TAG, 0);
        history.finished(packet, TAG, 0);
      }
      history.started(2, TAG, 0);
      history.workerLost(0);
      for (const packet of [0, 1, 2]) history.suspect(packet, TAG, 0);
      for (const packet of [0, 1, 2]) history.retried(packet, TAG);
      for (const packet of [0, 1, 2]) pass(history, packet, 1);
    });
    expect(found(verdict)).toEqual([]);
  });

  it('keeps the first violations with their stories and counts the rest', () => {
    const verdict = check((history) => {
      for (let i = 0; i < 1000; i += 1) history.submitted(i, i);
    }, { limit: 3 });
    expect([verdict.total, verdict.violations.length, verdict.counts]).toEqual([1000, 3, { lost: 1000 }]);
    expect(describeVerdict({ ...verdict, notChecked: { Finite: 'no flush was recorded' } }, 2).split('\n')).toEqual([
      'violated: 1000 (lost 1000) in 1000 packets of 1000 tags, 1000 events',
      'Once: packet 0 of tag 0 is lost: it never started',
      '    #0 packet 0 submitted with tag 0',
      'Once: packet 1 of tag 1 is lost: it never started',
      '    #1 packet 1 submitted with tag 1',
      'and 998 more',
      'not checked: Finite (no flush was recorded)',
    ]);
  });

  it('says which promises it has looked at, and why it has not looked at the others', () => {
    const nothing = check(() => undefined, { end: 'running' });
    expect(nothing.checked).toEqual([]);
    const verdict = check((history) => {
      history.submitted(0, TAG);
      pass(history, 0, 0);
    });
    expect(describeVerdict(verdict)).toBe(
      'kept: Exclusive, Ordered, Once in 1 packets of 1 tags, 5 events\n' +
        'not checked: Work-conserving (no rest was recorded), Isolated (no rest was recorded), Finite (no flush was recorded), Crash-exact (no worker died)',
    );
  });

  it('never counts what was not accepted as lost, where the history says what was', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      history.submitted(1, TAG);
      history.submitted(2, TAG);
      history.accepted(0, TAG);
      history.accepted(1, TAG);
      pass(history, 0, 0);
    });
    expect(found(verdict)).toEqual([['Once', 'lost', [1], []]]);
  });

  it('tells of a long life the beginning and the end, with the time where there is a clock', () => {
    const verdict = check((history) => {
      history.submitted(0, TAG);
      for (let death = 0; death < 10; death += 1) {
        history.started(0, TAG, 0);
        history.workerLost(0);
        history.suspect(0, TAG, 0);
        history.retried(0, TAG);
      }
      history.clock(61_002);
      history.started(0, TAG, 1);
    });
    const { story } = verdict.violations[0]!;
    expect(story).toHaveLength(14);
    expect(story[4]).toBe('... 19 more events of these packets');
    expect(story.at(-1)).toBe('#42 (61.002 s) worker 1 started packet 0');
  });

  it('takes packet numbers and tags from the whole uint32 range', () => {
    const verdict = check((history) => {
      const packets = [0xffff_ffff, 0, 0x8000_0000];
      for (const packet of packets) history.submitted(packet, 0xffff_fff0);
      for (const packet of packets) pass(history, packet, 1, 0xffff_fff0);
    });
    expect(verdict.kept).toBe(true);
  });
});

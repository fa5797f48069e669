import { describe, expect, it } from 'vitest';
import type { Verdict } from '../verdict/verdict.ts';
import { checkHistory } from './check-history.ts';
import type { HistoryBounds } from './history-bounds.ts';
import { History } from './history.ts';

function check(write: (history: History) => void, bounds: HistoryBounds = {}): Verdict {
  const history = new History();
  write(history);
  return checkHistory(history, { end: 'running', bounds });
}

function accept(history: History, packet: number, tag: number): void {
  history.submitted(packet, tag);
  history.accepted(packet, tag);
}

/** Worker 0 is stuck in packet 0 of tag 100, and worker 1 asks. */
function stuck(history: History): void {
  history.asked(0);
  accept(history, 0, 100);
  history.claimed(0, 100, 0);
  history.started(0, 100, 0);
  history.asked(1);
}

describe('Work-conserving', () => {
  it('is kept while all that waits is of tags that somebody holds', () => {
    const verdict = check((history) => {
      stuck(history);
      accept(history, 1, 100);
      history.rested();
    });
    expect([verdict.kept, verdict.checked]).toEqual([true, ['Ordered', 'Work-conserving', 'Isolated']]);
  });

  it('names a packet of a free tag that waits, and the worker that asks', () => {
    const verdict = check((history) => {
      stuck(history);
      accept(history, 1, 100);
      accept(history, 2, 7);
      accept(history, 3, 7);
      history.rested();
      history.rested();
    });
    expect(verdict.total).toBe(1);
    expect(verdict.violations[0]).toMatchObject({
      promise: 'Work-conserving',
      kind: 'starved',
      tag: 7,
      packets: [2],
      workers: [1],
      text: 'packet 2 of tag 7 waits, although nobody holds its tag and worker 1 asks',
      story: ['#5 worker 1 asked for packets', '#8 packet 2 submitted with tag 7', '#9 packet 2 was accepted', '#12 nothing moved any more'],
    });
  });

  it('counts each tag that starves, and the next packet of it when the first has gone', () => {
    const verdict = check((history) => {
      stuck(history);
      for (const packet of [1, 2, 3]) accept(history, packet, packet === 3 ? 8 : 7);
      history.rested();
      history.claimed(1, 7, 1);
      history.handedBack(1, 7, 1);
      history.asked(1);
      history.rested();
    });
    expect(verdict.violations.map(({ packets }) => packets)).toEqual([[1], [3], [2]]);
  });

  it('lets packets wait that a worker has claimed in one handshake, and packets of an undecided suspect', () => {
    const verdict = check((history) => {
      history.asked(0);
      for (let packet = 0; packet < 4; packet += 1) accept(history, packet, packet);
      for (let packet = 0; packet < 3; packet += 1) history.claimed(packet, packet, 0);
      history.started(0, 0, 0);
      history.asked(1);
      history.claimed(3, 3, 1);
      history.started(3, 3, 1);
      history.workerLost(1);
      history.suspect(3, 3, 1);
      accept(history, 4, 3);
      history.asked(2);
      history.rested();
    });
    expect(verdict.kept).toBe(true);
  });

  it('is not kept by what a dead worker had claimed and not started', () => {
    const verdict = check((history) => {
      history.asked(0);
      for (const packet of [0, 1]) {
        accept(history, packet, packet);
        history.claimed(packet, packet, 0);
      }
      history.started(0, 0, 0);
      history.workerLost(0);
      history.suspect(0, 0, 0);
      history.asked(1);
      history.rested();
    });
    expect(verdict.violations.map(({ kind, packets }) => [kind, packets])).toEqual([['starved', [1]]]);
  });

  it('asks nothing for workers that have left, died, or hold something', () => {
    const verdict = check((history) => {
      accept(history, 1, 1);
      for (const worker of [0, 1, 2]) history.asked(worker);
      history.left(0);
      history.workerLost(1);
      accept(history, 2, 2);
      history.claimed(2, 2, 2);
      history.asked(2);
      history.rested();
    });
    expect([verdict.kept, verdict.notChecked['Work-conserving']]).toEqual([true, 'no worker asked at a rest']);
  });

  it('has a bound: what one worker may claim in one handshake', () => {
    const write = (history: History): void => {
      for (let packet = 0; packet < 5; packet += 1) accept(history, packet, packet);
      history.asked(0);
      for (const packet of [0, 1]) history.claimed(packet, packet, 0);
      history.asked(0);
      for (const packet of [2, 3, 4]) history.claimed(packet, packet, 0);
      history.rested();
    };
    expect(check(write, { claimLimit: 3 }).kept).toBe(true);
    const verdict = check(write, { claimLimit: 2 });
    expect(verdict.violations.map(({ kind, packets, workers }) => [kind, packets, workers])).toEqual([['over-claim', [4], [0]]]);
  });

  it.each([
    ['no rest was recorded', ['asked', 'claimed', 'accepted']],
    ['what was accepted was not recorded', ['asked', 'claimed', 'rested']],
    ['no request of a worker was recorded', ['accepted', 'claimed', 'rested']],
    ['what workers claimed was not recorded', ['accepted', 'asked', 'rested']],
  ])('is not checked where %s', (why, recorded) => {
    const verdict = check((history) => {
      history.submitted(0, 7);
      if (recorded.includes('accepted')) history.accepted(0, 7);
      if (recorded.includes('claimed')) history.claimed(0, 7, 0);
      if (recorded.includes('asked')) history.asked(1);
      if (recorded.includes('rested')) history.rested();
    });
    expect([verdict.notChecked['Work-conserving'], verdict.notChecked.Isolated]).toEqual([why, why]);
  });
});

describe('Isolated', () => {
  it('names a packet of a free tag that is refused while one tag is stuck', () => {
    const verdict = check((history) => {
      stuck(history);
      history.submitted(1, 100);
      history.submitted(2, 7);
      history.rested(true);
    });
    expect(verdict.violations.map(({ promise, kind, packets, workers, text }) => [promise, kind, packets, workers, text])).toEqual([
      [
        'Isolated',
        'held-up',
        [2, 0],
        [1, 0],
        'packet 2 of tag 7 is refused again, although nobody holds its tag and worker 1 asks: what is stuck is packet 0 of tag 100, with worker 0',
      ],
    ]);
    expect(verdict.violations[0]!.story.at(-1)).toBe('#8 nothing moved any more, and what was refused was offered again');
  });

  it('lets packets be refused that were not offered again, while the caller takes nothing, or while more tags are stuck than it bears', () => {
    const refused = (untaken: boolean, alsoStuck: boolean, offeredAgain: boolean, bounds: HistoryBounds = {}): boolean =>
      check((history) => {
        stuck(history);
        accept(history, 1, 1);
        history.claimed(1, 1, alsoStuck ? 2 : 1);
        history.started(1, 1, alsoStuck ? 2 : 1);
        if (!alsoStuck) history.handedBack(1, 1, 1);
        if (!alsoStuck && !untaken) history.returned(1, 1);
        history.asked(1);
        history.submitted(2, 7);
        history.rested(offeredAgain);
      }, bounds).kept;
    expect([refused(true, false, true), refused(false, true, true), refused(false, false, false)]).toEqual([true, true, true]);
    expect([refused(false, false, true), refused(false, true, true, { stuckTags: 2 })]).toEqual([false, false]);
  });

  it('is not checked while nothing is stuck', () => {
    const verdict = check((history) => {
      accept(history, 0, 7);
      history.claimed(0, 7, 0);
      history.started(0, 7, 0);
      history.finished(0, 7, 0);
      history.handedBack(0, 7, 0);
      history.asked(0);
      history.rested();
    });
    expect([verdict.kept, verdict.notChecked.Isolated]).toEqual([true, 'no tag was held at a rest while a worker asked, or too many were']);
  });

  it('has a bound: how many packets of one tag may wait', () => {
    const write = (history: History): void => {
      stuck(history);
      for (const packet of [1, 2, 3]) accept(history, packet, 100);
      history.rested();
    };
    expect(check(write, { tagBacklog: 3 }).kept).toBe(true);
    expect(check(write, { tagBacklog: 2 }).violations.map(({ promise, text }) => [promise, text])).toEqual([
      ['Isolated', '3 packets of tag 100, packet 1 the first, wait, where 2 of a tag may'],
    ]);
  });
});

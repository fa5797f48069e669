import { describe, expect, it } from 'vitest';
import type { Verdict } from '../verdict/verdict.ts';
import { LiveChecker } from './live-checker.ts';
import { LiveWitness } from './live-witness.ts';

const gates = ['atomic', 'plain'] as const;

function found(verdict: Verdict): unknown[] {
  return verdict.violations.map(({ promise, kind, tag, packets, workers }) => [promise, kind, tag, packets, workers]);
}

function setUp(gate: 'atomic' | 'plain', violations = 16): { checker: LiveChecker; a: LiveWitness; b: LiveWitness } {
  const checker = LiveChecker.create({ tags: 4, handles: 8, workers: 3, violations, gate });
  return { checker, a: LiveWitness.attach(checker.region, 1), b: LiveWitness.attach(checker.region, 2) };
}

function pass(checker: LiveChecker, witness: LiveWitness, tag: number, handle: number): void {
  witness.start(tag, handle);
  witness.finish(tag, handle);
  witness.handBack([tag], 1);
  checker.returned(tag, handle);
}

describe.each(gates)('LiveChecker with %s gate', (gate) => {
  it('finds nothing in a run that keeps every promise, with handles used again', () => {
    const { checker, a, b } = setUp(gate);
    for (let round = 0; round < 100; round += 1) {
      for (let handle = 0; handle < 8; handle += 1) checker.submitted(handle % 4, handle);
      for (let handle = 0; handle < 8; handle += 1) pass(checker, (round + handle) % 2 === 0 ? a : b, handle % 4, handle);
    }
    expect(checker.verdict('complete')).toMatchObject({ kept: true, scope: '800 packets of 4 tags, checked live' });
  });

  it('lets a worker go through a tag several times in one burst', () => {
    const { checker, a, b } = setUp(gate);
    for (const handle of [0, 1, 2]) checker.submitted(3, handle);
    for (const handle of [0, 1]) {
      a.start(3, handle);
      a.finish(3, handle);
    }
    a.handBack([3, 3], 2);
    b.start(3, 2);
    expect(checker.verdict('running').kept).toBe(true);
  });

  it('names both workers of an overlap, until the tag is handed back', () => {
    const { checker, a, b } = setUp(gate);
    for (const handle of [0, 1]) checker.submitted(3, handle);
    a.start(3, 0);
    a.finish(3, 0);
    b.start(3, 1);
    expect(found(checker.verdict('running'))).toEqual([['Exclusive', 'overlap', 3, [1], [2, 1]]]);
    expect(checker.verdict('running').violations[0]!.text).toBe('handle 1 (packet 1 of tag 3) started in worker 2 while worker 1 held the tag');
  });

  it('sees two handlers of a tag at once in one worker', () => {
    const { checker, a } = setUp(gate);
    for (const handle of [0, 1]) checker.submitted(3, handle);
    a.start(3, 0);
    a.start(3, 1);
    expect(found(checker.verdict('running'))).toEqual([['Exclusive', 'overlap', 3, [1], [1, 1]]]);
  });

  it('names packets that start out of order, and those that come back out of order', () => {
    const { checker, a } = setUp(gate);
    for (const handle of [5, 6]) checker.submitted(0, handle);
    a.start(0, 6);
    a.finish(0, 6);
    a.start(0, 5);
    a.finish(0, 5);
    checker.returned(0, 6);
    checker.returned(0, 5);
    expect(checker.verdict('complete').violations.map(({ text }) => text)).toEqual([
      'handle 6 (packet 1 of tag 0) started in worker 1 where packet 0 was next',
      'handle 5 (packet 0 of tag 0) started in worker 1 where packet 2 was next',
      'handle 5 (packet 0 of tag 0) came back after packet 1 of the tag',
    ]);
  });

  it('names what is duplicated, lost, foreign or mislabelled', () => {
    const { checker, a } = setUp(gate);
    checker.submitted(0, 0);
    a.start(0, 0);
    a.finish(0, 0);
    a.start(0, 0);
    checker.returned(0, 0);
    checker.returned(0, 0);
    a.start(1, 1);
    checker.submitted(2, 2);
    checker.submitted(2, 2);
    a.start(3, 2);
    checker.submitted(3, 3);
    checker.returned(3, 3);
    checker.submitted(1, 4);
    expect(checker.verdict('complete').counts).toEqual({
      'started-twice': 1,
      'returned-twice': 1,
      'never-submitted': 1,
      'submitted-twice': 1,
      'wrong-tag': 1,
      'out-of-nowhere': 1,
      lost: 2,
    });
  });

  it('takes counted drops as accounted for, and no more than are missing', () => {
    const { checker, a } = setUp(gate);
    for (const handle of [0, 1, 2]) checker.submitted(handle, handle);
    a.start(1, 1);
    a.finish(1, 1);
    a.handBack([1], 1);
    checker.cleared(1);
    expect(found(checker.verdict('complete'))).toEqual([
      ['Once', 'lost', 0, [0], []],
      ['Once', 'lost', 2, [2], []],
    ]);
    checker.submitted(1, 1);
    checker.cleared(4);
    expect(checker.verdict('complete').counts).toEqual({ 'drop-count': 1 });
  });

  it('frees what a lost worker had finished, and keeps the tag of its suspect locked until it is decided', () => {
    const { checker, a, b } = setUp(gate);
    for (const handle of [0, 1]) checker.submitted(0, handle);
    for (const handle of [2, 3]) checker.submitted(1, handle);
    a.start(0, 0);
    a.finish(0, 0);
    a.start(1, 2);
    checker.workerLost(1);
    checker.suspect(1);
    pass(checker, b, 0, 1);
    expect(checker.verdict('running').kept).toBe(true);
    checker.retried(1, 2);
    const heir = LiveWitness.attach(checker.region, 1);
    pass(checker, heir, 1, 2);
    pass(checker, b, 1, 3);
    checker.returned(0, 0);
    expect(checker.verdict('complete').counts).toEqual({ 'return-order': 1 });
  });

  it('sees a packet that passes an undecided suspect', () => {
    const { checker, a, b } = setUp(gate);
    for (const handle of [0, 1]) checker.submitted(0, handle);
    a.start(0, 0);
    checker.workerLost(1);
    checker.suspect(0);
    b.start(0, 1);
    expect(found(checker.verdict('running'))).toEqual([['Crash-exact', 'passed-suspect', 0, [1], [2]]]);
  });

  it('lets a suspect fail, whether it had started or not', () => {
    const { checker, a, b } = setUp(gate);
    for (const handle of [0, 1, 2]) checker.submitted(0, handle);
    a.start(0, 0);
    checker.workerLost(1);
    checker.suspect(0);
    checker.failed(0, 0, false);
    checker.failed(0, 1);
    for (const handle of [0, 1]) checker.returned(0, handle);
    pass(checker, b, 0, 2);
    expect(checker.verdict('complete').kept).toBe(true);
  });

  it('keeps as many violations as it has room for, and counts the rest by kind', () => {
    const { checker, a } = setUp(gate, 2);
    for (let i = 0; i < 10; i += 1) a.start(i % 2, 7);
    const verdict = checker.verdict('running');
    expect(verdict.violations).toHaveLength(2);
    expect(verdict.counts).toEqual({ overlap: 8, 'never-submitted': 10 });
    expect(verdict.total).toBe(18);
  });
});

describe('LiveChecker', () => {
  it('refuses sizes it cannot serve, with the value', () => {
    expect(() => LiveChecker.create({ tags: 0, handles: 1, workers: 1 })).toThrow(/tags .* got 0/);
    expect(() => LiveChecker.create({ tags: 1, handles: 1, workers: 1025 })).toThrow(/workers .* got 1025/);
    const { region } = LiveChecker.create({ tags: 1, handles: 1, workers: 2 });
    expect(() => LiveWitness.attach(region, 2)).toThrow(/got 2/);
  });
});

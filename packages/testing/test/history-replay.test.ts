// Recorded runs of whole distributors, ours and the double of the original: judged by the oracle, written to a file, read, and replayed.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { holdFirst } from '../src/cases/hold-first.ts';
import { assertKept, checkRecordedRun, coreHost, dpdkHost, readHistory, replayHistory, SteppedRun, writeHistory } from '../src/index.ts';
import type { RecordedRun, RunFacts, SteppedHost } from '../src/index.ts';

/** Runs a script and gives what a file of it says. */
function record(host: SteppedHost, facts: RunFacts & { readonly workers: number; readonly burst: number }, script: (run: SteppedRun) => void, end: 'complete' | 'running' = 'complete'): RecordedRun {
  const run = new SteppedRun(host.create(facts));
  script(run);
  return readHistory(writeHistory(run.history, { facts, end }));
}

/** D1: a worker is stuck in a packet of a tag; packets of others come, then one of the same tag. */
function d1(run: SteppedRun): void {
  run.join();
  const held = holdFirst(run, 100);
  if (held === undefined) throw new Error('nobody is given the first packet');
  for (const tag of [1, 2]) run.offer([tag]);
  run.settle(held.others);
  run.offer([100]);
  run.settle(held.others);
  held.holder.stuck = false;
  run.offer([]);
  run.settle();
}

/** D2 and D11: a worker is stuck in one packet, packets of other tags come, another worker asks. */
function stuck(run: SteppedRun): void {
  run.join();
  const held = holdFirst(run, 100);
  if (held === undefined) throw new Error('nobody is given the first packet');
  for (let tag = 1; tag <= 6; tag += 1) {
    run.offer([tag]);
    run.settle(held.others);
  }
  run.rest(held.others);
  held.holder.stuck = false;
}

describe('a recorded run', () => {
  it('of ours keeps all that it is checked for: six promises where a worker is stuck, then flushed', () => {
    const facts = { workers: 2, burst: 8, capacity: 64, credits: 16, flowBacklog: 16 };
    const run = record(coreHost(), facts, (one) => {
      stuck(one);
      one.flush();
      one.collect();
    });
    const verdict = checkRecordedRun(run);
    assertKept(verdict);
    expect(verdict.checked).toEqual(['Exclusive', 'Ordered', 'Once', 'Work-conserving', 'Isolated', 'Finite']);
    const replay = replayHistory(run, coreHost());
    assertKept(replay.verdict);
    expect([replay.parted, replay.followed]).toEqual([undefined, run.history.length]);
  });

  it('of the original breaks Work-conserving, and breaks it again when it is replayed; ours does not when it is given the same', () => {
    const run = record(dpdkHost(), { workers: 2, burst: 8 }, stuck, 'running');
    const verdict = checkRecordedRun(run);
    expect(verdict.counts).toEqual({ starved: expect.any(Number) as number });
    expect(verdict.violations[0]).toMatchObject({ promise: 'Work-conserving', workers: [1] });
    const again = replayHistory(run, dpdkHost());
    expect([again.parted, again.verdict.counts]).toEqual([undefined, verdict.counts]);
    const ours = replayHistory(run, coreHost());
    assertKept(ours.verdict);
    expect(ours.parted).toContain('worker 1');
  });

  it('of the original breaks Exclusive, and breaks it again when it is replayed', () => {
    const run = record(dpdkHost(), { workers: 2, burst: 8 }, d1, 'running');
    const verdict = checkRecordedRun(run);
    expect(verdict.counts.overlap).toBeGreaterThan(0);
    expect(replayHistory(run, dpdkHost()).verdict.violations).toEqual(verdict.violations);
    assertKept(replayHistory(run, coreHost()).verdict);
  });

  it('in which no worker came is followed to the last row: nobody joins who had not', () => {
    const facts = { workers: 2, burst: 1, credits: 2, capacity: 3, flowBacklog: 2 };
    const run = record(coreHost(), facts, (one) => void one.offer([1, 1, 1, 0]), 'running');
    const replay = replayHistory(run, coreHost());
    expect([replay.parted, replay.followed]).toEqual([undefined, run.history.length]);
  });

  it('is followed to the last row by the distributor that it was recorded of, whatever happened in it', () => {
    const move = fc.record({ step: fc.nat({ max: 11 }), worker: fc.nat({ max: 2 }), tags: fc.array(fc.nat({ max: 4 }), { maxLength: 6 }) });
    let deaths = 0;
    fc.assert(
      fc.property(fc.array(move, { minLength: 10, maxLength: 60, size: 'max' }), fc.integer({ min: 1, max: 4 }), fc.boolean(), (moves, burst, notes) => {
        const facts = { workers: 3, burst, credits: 6, capacity: 24, flowBacklog: 8, notes };
        const run = record(coreHost(), facts, (one) => {
          for (const worker of one.workers) worker.notes = notes;
          for (const next of moves) deaths += take(one, next);
        }, 'running');
        const verdict = checkRecordedRun(run);
        assertKept(verdict);
        const replay = replayHistory(run, coreHost());
        assertKept(replay.verdict);
        expect([replay.parted, replay.followed]).toEqual([undefined, run.history.length]);
      }),
      { numRuns: 300 },
    );
    expect(deaths).toBeGreaterThan(5);
  });
});

/** One move of a random run; how many workers died. */
function take(run: SteppedRun, { step, worker: id, tags }: { readonly step: number; readonly worker: number; readonly tags: readonly number[] }): number {
  const worker = run.worker(id);
  switch (step) {
    case 0:
    case 1:
    case 2:
      run.offer(tags);
      return 0;
    case 3:
      run.collect();
      return 0;
    case 4:
      if (worker.state === 'dead') worker.replace();
      if (worker.state === 'away') worker.ask();
      return 0;
    case 5:
      if (worker.state === 'asking') worker.leave();
      return 0;
    case 6: {
      if (worker.state !== 'holding') return 0;
      const byTag = new Map<number, ReturnType<typeof run.kill>[number][]>();
      for (const suspect of run.kill(id)) byTag.set(suspect.tag, [...(byTag.get(suspect.tag) ?? []), suspect]);
      for (const suspects of byTag.values()) run.retry(suspects);
      return 1;
    }
    case 7:
      // Whoever holds something keeps it; the others go on until nothing moves.
      run.rest(run.workers.filter(({ state }) => state !== 'holding'));
      return 0;
    default:
      worker.step();
      return 0;
  }
}

// The bounded part of `pnpm litmus`. No time is asserted: a busy machine makes fewer races, and a sensitivity test waits for
// what it has to see.
import { availableParallelism } from 'node:os';
import { describe, expect, it } from 'vitest';
import { catalog } from './catalog.ts';
import { describeJudgement } from './describe-judgement.ts';
import { judge } from './judge.ts';
import type { LitmusTest } from './litmus-test.ts';
import { runLitmus } from './run-litmus.ts';

const promising = catalog.filter(({ outcomes }) => Object.values(outcomes).some(({ grade }) => grade === 'forbidden'));
const named = (name: string): LitmusTest => catalog.find((test) => test.name === name)!;

describe('litmus tests on real threads', () => {
  it.each(promising)('never see what is forbidden: $name', async (test) => {
    const judgement = judge(test, await runLitmus(test, { iterations: 40_000, seconds: 0.4, seed: 7 }));
    expect(judgement.total).toBeGreaterThan(0);
    expect(judgement.verdict, describeJudgement(test, judgement)).not.toBe('forbidden');
  });

  // Store buffers make a wide window, a reuse without looking is a bug in every order: both are seen on any machine whose
  // threads run at once, however busy it is.
  for (const name of ['store buffering, plain', 'slot reuse before hand-back']) {
    it(`see what must be seen, so that seeing nothing means something: ${name}`, { timeout: 200_000 }, async ({ skip }) => {
      if (availableParallelism() < 2) skip('one processor: threads never run at once');
      const test = named(name);
      const seen = await runLitmus(test, { iterations: 1, seconds: 1, longest: 100, seed: 3 });
      expect(judge(test, seen).verdict).toBe('holds');
    });
  }
});

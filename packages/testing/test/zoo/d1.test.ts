// D1, the defect that no test of DPDK's suite sees: the schedule explorer on its rule, and on the rule that is without it.
import { describe, expect, it } from 'vitest';
import { ruleProgram } from '../../src/doubles/rule/rule-program.ts';
import { describeFinding } from '../../src/explore/describe-finding.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import { replay } from '../../src/explore/replay.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { D1, TAGS, isD1, lookForD1 } from '../explore/known-defect.ts';

describe("DPDK's rule, two workers, four packets", () => {
  const program = D1;

  it('puts one tag into two workers: found by exploring every execution, and told in a short schedule', () => {
    const { finding } = exploreAll(program);
    expect(finding?.text).toContain('Exclusive: packet 3 of tag 0 started in worker 1 while packet 0 was in worker 0');
    const short = shrink(program, finding!);
    const switches = short.schedule.filter((actor, step) => step > 0 && actor !== short.schedule[step - 1]).length;
    expect(switches, describeFinding(program, short)).toBeLessThanOrEqual(8);
    expect(replay(program, short.schedule).failure?.text).toContain('Exclusive');
  });

  it('is found by states and by drawn schedules too, as `pnpm prove` looks for it', () => {
    expect(Object.values(lookForD1(Infinity, 1)).map(isD1)).toEqual([true, true]);
  });
});

describe('the same with a tag that stays locked until its packets are back', () => {
  it('keeps its promises in every state there is', () => {
    const exploration = exploreStates(ruleProgram({ workers: 2, tags: TAGS, unlock: 'at-hand-back' }));
    expect(exploration.finding).toBeUndefined();
    expect(exploration.complete).toBe(true);
  });
});

// `pnpm prove --replay` tells whether the code still fails, also of a livelock, and by the command that a finding is printed with.
import { describe, expect, it } from 'vitest';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Program } from '../../src/explore/program.ts';
import { parseSchedule } from '../../src/explore/schedule.ts';
import { shrink } from '../../src/explore/shrink.ts';
import { commandFor, retell } from './retell.ts';
import { afterYou, lossyCounter, spinLock, threads } from './small-programs.ts';

/** The schedule that a command names. */
const scheduleIn = (command: string): number[] => parseSchedule(/--replay "([^"]*)"$/.exec(command)?.[1] ?? 'none');

describe('a schedule that failed is told', () => {
  it.each<[string, Program, 'check' | 'livelock']>([
    ['a lost addition', lossyCounter, 'check'],
    ['a livelock', afterYou, 'livelock'],
  ])('as a failure where it fails again, by the command that is printed with it: %s', (_, program, kind) => {
    const finding = shrink(program, exploreStates(program).finding!);
    const command = commandFor(program, finding);
    expect(command).toContain(`--only "${program.name}"`);
    const { failed, story } = retell(program, scheduleIn(command));
    expect(failed).toBe(true);
    expect(story).toMatch(new RegExp(`^${program.name}: ${kind}: `));
  });

  it('as no failure where the code was mended', () => {
    const { schedule } = exploreAll(lossyCounter).finding!;
    const mended: Program = { ...threads('mended', ({ memory }) => memory.add(1, 1), ({ memory }) => memory.add(1, 1)), check: lossyCounter.check! };
    expect(retell(mended, schedule)).toEqual({ failed: false, story: 'mended: no failure' });
  });

  it('as no failure where it ends with a thread that spins: those it waits for get their turns', () => {
    // Thread 1 finds the lock taken.
    expect(retell(spinLock, parseSchedule('0*2 1*5')).failed).toBe(false);
  });
});

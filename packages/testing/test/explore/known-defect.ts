// What `pnpm prove` must find: D1, the defect of DPDK's burst mode that no test of DPDK's suite sees, in a double of its rule.
import { ruleProgram } from '../../src/doubles/rule/rule-program.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Exploration } from '../../src/explore/finding.ts';
import type { Program } from '../../src/explore/program.ts';

/** The first tag comes again when its worker has been sent something else. */
export const TAGS: readonly number[] = [0, 1, 2, 0];

export const D1: Program = ruleProgram({ workers: 2, tags: TAGS, unlock: 'at-take' });

/** Looks for it in every state, and on drawn schedules, each up to the first that shows it. */
export const lookForD1 = (milliseconds: number, seed: number): Readonly<Record<'by states' | 'by drawn schedules', Exploration>> => ({
  'by states': exploreStates(D1, { milliseconds }),
  'by drawn schedules': exploreRandomly(D1, { schedules: 10_000, seed, way: 'mixed', milliseconds }),
});

export const isD1 = ({ finding }: Exploration): boolean => finding?.text.includes('Exclusive') === true;

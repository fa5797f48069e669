import type { SteppedCase } from './case.ts';
import { crashCases } from './crash/crash-cases.ts';
import { defectCases } from './defects/all-defects.ts';
import { functionalCases } from './functional/functional-cases.ts';
import { positionCases } from './positions/positions-wrap.ts';
import { raceCases } from './races/all-races.ts';
import { stallCases } from './stalls/stall-cases.ts';

/** Every case on one thread: DPDK's functional tests, the races fixed in its history, its open defects, deaths, stalls, and positions that wrap. */
export const steppedCases: readonly SteppedCase[] = [...functionalCases, ...raceCases, ...defectCases, ...crashCases, ...positionCases, ...stallCases];

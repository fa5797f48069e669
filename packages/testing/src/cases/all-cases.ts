import type { SteppedCase } from './case.ts';
import { defectCases } from './defects/all-defects.ts';
import { functionalCases } from './functional/functional-cases.ts';
import { raceCases } from './races/all-races.ts';

/** Every case on one thread: DPDK's functional tests, the races fixed in its history, and its open defects. */
export const steppedCases: readonly SteppedCase[] = [...functionalCases, ...raceCases, ...defectCases];

import type { SteppedCase } from './case.ts';
import { defectCases } from './defects/all-defects.ts';
import { raceCases } from './races/all-races.ts';

/** Every case on one thread. */
export const steppedCases: readonly SteppedCase[] = [...raceCases, ...defectCases];

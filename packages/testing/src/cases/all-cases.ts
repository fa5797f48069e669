import type { SteppedCase } from './case.ts';
import { defectCases } from './defects/all-defects.ts';

/** Every case on one thread. */
export const steppedCases: readonly SteppedCase[] = [...defectCases];

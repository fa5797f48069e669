import type { SteppedCase } from '../case.ts';
import { d01 } from './d01-unlock-at-take.ts';
import { d02 } from './d02-behind-a-busy-worker.ts';
import { d03 } from './d03-returns-not-drained.ts';
import { d04 } from './d04-leave-and-rejoin.ts';
import { d05 } from './d05-tags-compared-in-part.ts';
import { d06 } from './d06-flush.ts';
import { d07 } from './d07-shared-cursor.ts';
import { d08 } from './d08-checks-and-counts.ts';
import { d09 } from './d09-last-worker-leaves.ts';
import { d10 } from './d10-clear-erases-a-leave.ts';
import { d11 } from './d11-hot-tag-holds-up.ts';
import { d12 } from './d12-many-workers.ts';

/** The open defects D1 to D12 of DPDK's distributor, each as a case that a distributor without it passes. */
export const defectCases: readonly SteppedCase[] = [d01, d02, d03, d04, d05, d06, d07, d08, d09, d10, d11, d12].flat();

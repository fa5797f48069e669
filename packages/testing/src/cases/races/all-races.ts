import type { SteppedCase } from '../case.ts';
import { r01 } from './r01-leave-after-asking.ts';
import { r02 } from './r02-blocking-send.ts';
import { r03 } from './r03-leave-with-everything-full.ts';
import { r04 } from './r04-nothing-to-hand-back.ts';
import { r05 } from './r05-matching.ts';
import { r06 } from './r06-many-workers-in-flight.ts';
import { r07 } from './r07-flush-at-once.ts';
import { r08 } from './r08-clear-returns.ts';
import { r09 } from './r09-limits.ts';
import { r10 } from './r10-tags-apart.ts';
import { r11 } from './r11-more-returns-than-the-ring.ts';
import { r12 } from './r12-before-any-worker.ts';

/**
 * The races and slips that were fixed in the history of DPDK's distributor, each as a case. Left out: de8606bf73 (an unaligned vector
 * store, which typed arrays cannot have), and on one thread 5283392482 (missing barriers), which is a threaded case.
 */
export const raceCases: readonly SteppedCase[] = [r01, r02, r03, r04, r05, r06, r07, r08, r09, r10, r11, r12].flat();

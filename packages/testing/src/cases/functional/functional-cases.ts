import type { SteppedCase } from '../case.ts';
import { makeSteppedCases } from '../make-stepped-cases.ts';
import { functionalScripts } from './functional-scripts.ts';
import { SteppedRig } from './stepped-rig.ts';

/** DPDK's functional tests, stepped on one thread with three workers. Its error cases stand among the races (limits). */
export const functionalCases: readonly SteppedCase[] = functionalScripts.flatMap(({ name, source, promise, buffers, run }) =>
  makeSteppedCases(
    { name, source, promise },
    (bench) => {
      run(new SteppedRig(bench, 3, buffers));
    },
    // A million packets with a history of five million events: once is enough on one thread.
    buffers === 0 ? undefined : [8],
  ),
);

import type { Mutant } from './mutant.ts';
import { callMutants } from './mutants/calls.ts';
import { deathMutants } from './mutants/deaths.ts';
import { flowMutants } from './mutants/flows.ts';
import { handshakeMutants } from './mutants/handshake.ts';
import { wrapMutants } from './mutants/harmless.ts';
import { leavingMutants } from './mutants/leaving.ts';
import { poolMutants } from './mutants/pool.ts';
import { ringMutants } from './mutants/ring.ts';
import { sharedCursor } from './mutants/shared-cursor.ts';
import { wakeMutants } from './mutants/wakes.ts';

/** All of them, in the order of the table. */
export const mutants: readonly Mutant[] = [
  ...flowMutants,
  sharedCursor,
  ...callMutants,
  ...handshakeMutants,
  ...wakeMutants,
  ...leavingMutants,
  ...deathMutants,
  ...wrapMutants,
  ...ringMutants,
  ...poolMutants,
];

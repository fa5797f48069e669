// What is explored of @dist/core, each program with how far it is taken. A whole exploration leaves out no schedule of the program.
import { calls } from './programs/calls.ts';
import { deaths } from './programs/death.ts';
import { handOffs } from './programs/hand-off.ts';
import { larges } from './programs/large.ts';
import { leavings } from './programs/leaving.ts';
import { pools } from './programs/pool.ts';
import type { Proof } from './programs/proof.ts';
import { rests } from './programs/rests.ts';
import { rings } from './programs/ring.ts';

export const proofs: readonly Proof[] = [...handOffs, ...leavings, ...deaths, ...calls, ...rests, ...rings, ...pools, ...larges];

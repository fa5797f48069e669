// A thread of `pnpm prove`: explores one program and answers with what there is to tell.
import { parentPort, workerData } from 'node:worker_threads';
import { proofs } from './programs.ts';
import type { Task } from './prove-side-by-side.ts';
import { tellProof } from './tell-proof.ts';

const { name, effort } = workerData as Task;
const proof = proofs.find(({ program }) => program.name === name);
if (proof === undefined) throw new RangeError(`there is no program "${name}"`);
parentPort!.postMessage(tellProof(proof, effort));

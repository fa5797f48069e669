// One program of `pnpm prove`: explored, and told in lines.
import { describeExploration, describeFinding } from '../../src/explore/describe-finding.ts';
import type { Exploration } from '../../src/explore/finding.ts';
import { shrink } from '../../src/explore/shrink.ts';
import type { Proof } from './programs/proof.ts';
import { type Effort, proveProgram } from './prove-program.ts';
import { commandFor } from './retell.ts';

export interface Told {
  readonly exploration: Exploration;
  readonly passed: boolean;
  /** Complaints, and the shortest story of a finding with the command that tells it again; empty where it holds. */
  readonly story: readonly string[];
}

export function tellProof(proof: Proof, effort: Effort): Told {
  const { program } = proof;
  const { exploration, complaints } = proveProgram(proof, effort);
  const { finding } = exploration;
  const short = finding && shrink(program, finding);
  const told = short === undefined ? [] : [describeFinding(program, short), commandFor(program, short)];
  return {
    exploration,
    passed: finding === undefined && complaints.length === 0,
    story: [...complaints.map((complaint) => `  FAILS: ${complaint}`), ...told],
  };
}

export const linesOf = ({ exploration, story }: Told): string => [describeExploration(exploration), ...story].join('\n');

export const jsonOf = ({ exploration, passed, story }: Told): string => JSON.stringify({ ...exploration, finding: undefined, passed, story: story.join('\n') });

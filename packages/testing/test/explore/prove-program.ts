// How far one program holds: explored whole, or by all the schedules that were stated. What was cut short does not hold.
import { checkCheckpoints } from '../../src/explore/check-checkpoints.ts';
import { exploreAll } from '../../src/explore/explore-all.ts';
import { exploreRandomly } from '../../src/explore/explore-random.ts';
import { exploreStates } from '../../src/explore/explore-states.ts';
import type { Exploration } from '../../src/explore/finding.ts';
import type { Proof } from './programs/proof.ts';

export interface Effort {
  readonly quick: boolean;
  readonly seed: number;
  /** For one program at most. */
  readonly milliseconds: number;
}

export interface Proven {
  readonly exploration: Exploration;
  /** Why the program does not hold, beside a finding. */
  readonly complaints: readonly string[];
}

/** 60 million states take some 1.4 GB. */
const MAX_STATES = 60_000_000;

export function proveProgram(proof: Proof, effort: Effort): Proven {
  const broken = proof.how === 'states' ? brokenCheckpoints(proof, effort) : undefined;
  const exploration = explore(proof, effort);
  const left = exploration.finding === undefined ? leftOut(proof, effort, exploration) : undefined;
  return { exploration, complaints: [left, broken].filter((complaint) => complaint !== undefined) };
}

function explore(proof: Proof, { milliseconds, seed, quick }: Effort): Exploration {
  const { program, how } = proof;
  if (how === 'states') return exploreStates(program, { milliseconds, maxStates: MAX_STATES });
  if (how === 'executions') return exploreAll(program, { milliseconds });
  return exploreRandomly(program, { schedules: schedulesOf(proof, quick), seed, way: 'mixed', milliseconds });
}

/** What the time or the memory did not suffice for. */
function leftOut(proof: Proof, { quick }: Effort, { complete, executions }: Exploration): string | undefined {
  if (proof.how !== 'schedules') return complete ? undefined : 'not explored whole';
  const count = schedulesOf(proof, quick);
  return count > 0 && executions === count ? undefined : `only ${executions} of ${count} schedules`;
}

const schedulesOf = ({ quick, schedules }: Proof, quickly: boolean): number => (quickly && typeof quick === 'number' ? quick : (schedules ?? 0));

/** What is wrong with the states that count as equal, on which an exploration by states relies. */
function brokenCheckpoints({ program }: Proof, { seed, quick }: Effort): string | undefined {
  const { conflict, unmet } = checkCheckpoints(program, { seed, schedules: quick ? 100 : 500 });
  if (conflict !== undefined) return `checkpoints: ${conflict}`;
  return unmet.length === 0 ? undefined : `checkpoints: no state has the fields ${unmet.join(', ')} that are listed as incidental`;
}

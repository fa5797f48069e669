// What `pnpm prove` says of one schedule of a program: whether it fails, and how; and how to ask for it.
import { describeFinding } from '../../src/explore/describe-finding.ts';
import type { Finding } from '../../src/explore/finding.ts';
import type { Program } from '../../src/explore/program.ts';
import { replay } from '../../src/explore/replay.ts';
import { formatSchedule } from '../../src/explore/schedule.ts';

export interface Retold {
  readonly failed: boolean;
  readonly story: string;
}

/** Carries out a schedule of the program as it is now. */
export function retell(program: Program, schedule: readonly number[]): Retold {
  const { failure } = replay(program, schedule, { lines: false });
  if (failure === undefined) return { failed: false, story: `${program.name}: no failure` };
  return { failed: true, story: describeFinding(program, { ...failure, schedule }) };
}

/** What to type to have a finding told again. */
export const commandFor = ({ name }: Program, { schedule }: Finding): string => `pnpm prove --only "${name}" --replay "${formatSchedule(schedule)}"`;

import type { Exploration, Finding } from './finding.ts';
import type { Program } from './program.ts';
import { replay } from './replay.ts';
import { formatSchedule } from './schedule.ts';

/** A failure for people: what went wrong, the story, where the threads stand, and the schedule to replay it with. */
export function describeFinding(program: Program, finding: Finding): string {
  const { lines, positions, schedule } = replay(program, finding.schedule);
  return [
    `${program.name}: ${finding.kind}: ${finding.text}`,
    ...lines.map((line) => `  ${line}`),
    ...positions,
    `schedule: ${formatSchedule(schedule)}`,
  ].join('\n');
}

/** An exploration in one line. */
export function describeExploration(exploration: Exploration): string {
  const { program, finding, complete, executions, pruned, states, steps, nodes, longest, milliseconds } = exploration;
  const end = finding !== undefined ? `FAILS: ${finding.kind}` : complete ? 'all explored' : 'no failure';
  return `${program}: ${end}; ${states > 0 ? `${states} states, ` : ''}${executions} executions${pruned > 0 ? ` (${pruned} pruned)` : ''}, ${steps} steps, longest ${longest}, ${nodes} thread states, ${milliseconds} ms`;
}

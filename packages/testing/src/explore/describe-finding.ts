import type { Exploration, Finding } from './finding.ts';
import type { Program } from './program.ts';
import { replay } from './replay.ts';
import { formatSchedule } from './schedule.ts';

/** Accesses that a story tells at most: the last ones. */
const LINES = 250;

/** A failure for people: what went wrong, the story, where the threads stand, and the schedule to replay it with. */
export function describeFinding(program: Program, finding: Finding): string {
  const options = finding.kind === 'livelock' ? { maxSteps: finding.schedule.length } : {};
  const { lines, positions, schedule } = replay(program, finding.schedule, options);
  const left = Math.max(0, lines.length - LINES);
  return [
    `${program.name}: ${finding.kind}: ${finding.text}`,
    ...(left > 0 ? [`  (${left} accesses before)`] : []),
    ...lines.slice(left).map((line) => `  ${line}`),
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

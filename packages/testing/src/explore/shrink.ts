// Makes a failing schedule short and calm: drops runs of steps as long as the execution still fails in the same way,
// and lets it end by itself, so that what is left are the switches that matter.
import type { Finding } from './finding.ts';
import type { Program } from './program.ts';
import { replay } from './replay.ts';

/**
 * A shorter schedule that fails in the same way, with fewer switches between threads. A livelock is returned as it is.
 *
 * @param tries replays at most. Default 2000.
 */
export function shrink(program: Program, finding: Finding, tries = 2000): Finding {
  // What goes on for ever has no end to compare.
  if (finding.kind === 'livelock') return finding;
  let best = finding;
  let left = tries;
  const attempt = (schedule: readonly number[]): boolean => {
    if (left-- <= 0) return false;
    const { failure, schedule: carried } = replay(program, schedule, { lines: false, maxSteps: Math.max(2 * best.schedule.length, 200) });
    if (failure?.kind !== finding.kind || !calmer(carried, best.schedule)) return false;
    best = { ...failure, schedule: carried };
    return true;
  };
  for (let again = true; again && left > 0; ) {
    again = false;
    for (const run of runsOf(best.schedule)) {
      const { schedule } = best;
      // Leave the run out, or put it off until after the next one of another actor.
      const without = [...schedule.slice(0, run.start), ...schedule.slice(run.end)];
      if (attempt(without)) {
        again = true;
        break;
      }
      const later = [...schedule.slice(0, run.start), ...schedule.slice(run.end, run.next), ...schedule.slice(run.start, run.end), ...schedule.slice(run.next)];
      if (run.next > run.end && attempt(later)) {
        again = true;
        break;
      }
    }
  }
  return best;
}

function calmer(one: readonly number[], other: readonly number[]): boolean {
  const switches = switchesOf(one) - switchesOf(other);
  return switches < 0 || (switches === 0 && one.length < other.length);
}

const switchesOf = (schedule: readonly number[]): number => runsOf(schedule).length;

interface Run {
  readonly start: number;
  readonly end: number;
  readonly next: number;
}

function runsOf(schedule: readonly number[]): Run[] {
  const starts = schedule.flatMap((actor, step) => (step === 0 || schedule[step - 1] !== actor ? [step] : []));
  return starts.map((start, run) => ({ start, end: starts[run + 1] ?? schedule.length, next: starts[run + 2] ?? schedule.length }));
}

// Makes a failing schedule short and calm: drops runs of steps as long as the execution still fails in the same way,
// and lets it end by itself, so that what is left are the switches that matter.
import type { Failure } from './failure.ts';
import type { Finding } from './finding.ts';
import type { Program } from './program.ts';
import { replay } from './replay.ts';
import { TRAPPED, Trap } from './search/trap.ts';

/**
 * A shorter schedule that fails in the same way, with fewer switches between threads. Of a livelock it is the way to where the
 * threads cannot come to an end any more; a livelock that may yet end, or that takes too many states to tell, is returned as it is.
 *
 * @param tries replays at most. Default 2000.
 */
export function shrink(program: Program, finding: Finding, tries = 2000): Finding {
  return finding.kind === 'livelock' ? shrinkLivelock(program, finding, tries) : shrinkBy(finding, tries, (schedule, maxSteps) => {
    const { failure, schedule: carried } = replay(program, schedule, { lines: false, maxSteps });
    return failure !== undefined && isLike(failure, finding) ? { ...failure, schedule: carried } : undefined;
  });
}

/** A failure that code has put into words is another one when its first line is, numbers left aside. */
const isLike = (one: Failure, other: Failure): boolean =>
  one.kind === other.kind && ((one.kind !== 'check' && one.kind !== 'threw') || gistOf(one) === gistOf(other));

const gistOf = ({ text }: Failure): string => text.split('\n', 1)[0]!.replaceAll(/\d+/g, '');

function shrinkLivelock(program: Program, finding: Finding, tries: number): Finding {
  const trap = new Trap(program);
  const again = (schedule: readonly number[]): Finding | undefined => {
    const entered = trap.entered(schedule);
    return entered && { kind: 'livelock', text: TRAPPED, schedule: entered };
  };
  if (again(finding.schedule) === undefined) return finding;
  // Nothing leads out again: the step that leads in is found by halving.
  let outside = -1;
  let inside = finding.schedule.length;
  while (inside - outside > 1) {
    const middle = (outside + inside) >> 1;
    if (again(finding.schedule.slice(0, middle)) === undefined) outside = middle;
    else inside = middle;
  }
  return shrinkBy({ ...finding, text: TRAPPED, schedule: finding.schedule.slice(0, inside) }, tries, again);
}

/** @param again the failure that a schedule leads to, if it is the same, with the schedule as it was carried out. */
function shrinkBy(finding: Finding, tries: number, again: (schedule: readonly number[], maxSteps: number) => Finding | undefined): Finding {
  let best = finding;
  let left = tries;
  const attempt = (schedule: readonly number[]): boolean => {
    if (left-- <= 0) return false;
    const found = again(schedule, Math.max(2 * best.schedule.length, 200));
    if (found === undefined || !calmer(found.schedule, best.schedule)) return false;
    best = found;
    return true;
  };
  for (let better = true; better && left > 0; ) {
    better = false;
    for (const run of runsOf(best.schedule)) {
      const { schedule } = best;
      // Leave the run out, or put it off until after the next one of another actor.
      const without = [...schedule.slice(0, run.start), ...schedule.slice(run.end)];
      if (attempt(without)) {
        better = true;
        break;
      }
      const later = [...schedule.slice(0, run.start), ...schedule.slice(run.end, run.next), ...schedule.slice(run.start, run.end), ...schedule.slice(run.next)];
      if (run.next > run.end && attempt(later)) {
        better = true;
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

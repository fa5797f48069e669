// A schedule says which actor acts, step by step: "0*12 1 0*3" is twelve steps of actor 0, one of actor 1, three of 0.

/** A schedule as text: actors, and for runs of one actor a count. {@link parseSchedule} reads it. */
export function formatSchedule(schedule: readonly number[]): string {
  const runs: string[] = [];
  for (let start = 0; start < schedule.length; ) {
    let end = start + 1;
    while (end < schedule.length && schedule[end] === schedule[start]) end++;
    runs.push(end - start === 1 ? `${schedule[start]!}` : `${schedule[start]!}*${end - start}`);
    start = end;
  }
  return runs.join(' ');
}

/** The schedule that a text of {@link formatSchedule} stands for. @throws RangeError for text that is none. */
export function parseSchedule(text: string): number[] {
  const runs = text.split(/\s+/).filter((run) => run !== '');
  return runs.flatMap((run) => {
    const match = /^(\d{1,2})(?:\*(\d{1,7}))?$/.exec(run);
    if (match === null) throw new RangeError(`"${run}" is no part of a schedule: an actor, or an actor, an asterisk and a count`);
    return Array.from({ length: Number(match[2] ?? 1) }, () => Number(match[1]));
  });
}

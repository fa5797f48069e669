// The shortest story of each finding: of the packets involved, the events that show the violation and no others, up to the row where it
// shows, each with its row number and, where the history has a clock, its time. One pass over the history for all findings.
import type { ViolationKind } from '../verdict/violation-kind.ts';
import { describeEvent } from './describe-event.ts';
import { EventKind, isOfRun } from './event-kind.ts';
import type { History } from './history.ts';
import type { OpenFinding } from './open-finding.ts';

/** Lines of a story at most. */
const LINES = 14;
/** Of a longer one, the lines that it starts with; the last ones are what shows the violation. */
const FIRST = 4;

const { SUBMITTED, ACCEPTED, CLAIMED, STARTED, FINISHED, HANDED_BACK, RETURNED, SUSPECT, RETRIED, FAILED, WORKER_LOST, CLOCK } = EventKind;

/** The events that show a violation of this kind; a kind that is not listed is shown by all events of its packets. */
const telling: Readonly<Partial<Record<ViolationKind, readonly EventKind[]>>> = {
  overlap: [SUBMITTED, STARTED, FINISHED, SUSPECT, RETRIED, WORKER_LOST],
  'not-handed-back': [SUBMITTED, STARTED, FINISHED, HANDED_BACK, WORKER_LOST],
  'passed-suspect': [SUBMITTED, STARTED, SUSPECT, RETRIED, FAILED, WORKER_LOST],
  'start-order': [SUBMITTED, STARTED, SUSPECT, RETRIED, WORKER_LOST],
  'return-order': [SUBMITTED, RETURNED],
  starved: [SUBMITTED, ACCEPTED, SUSPECT, RETRIED],
  'held-up': [SUBMITTED, ACCEPTED, CLAIMED, STARTED],
  'over-backlog': [SUBMITTED, ACCEPTED],
  'over-claim': [SUBMITTED, CLAIMED],
  'flush-early': [SUBMITTED, ACCEPTED, CLAIMED, STARTED, FINISHED],
};

export function tellStories(history: History, findings: readonly OpenFinding[]): string[][] {
  const stories = findings.map((): string[] => []);
  if (findings.length === 0) return stories;
  const byPacket = new Map<number, number[]>();
  const byWorker = new Map<number, number[]>();
  const byRow = new Map<number, number[]>();
  for (const [index, finding] of findings.entries()) {
    for (const packet of new Set(finding.packets)) enlist(byPacket, packet, index);
    for (const worker of new Set(finding.workers)) enlist(byWorker, worker, index);
    for (const row of new Set(finding.also)) enlist(byRow, row, index);
  }
  let milliseconds = -1;
  for (let row = 0; row < history.length; row += 1) {
    const kind = history.kindAt(row);
    if (kind === CLOCK) milliseconds = history.packetAt(row);
    const inRow = byRow.get(row);
    const ofTheirs = listenersOf(history, row, byPacket, byWorker);
    if (inRow === undefined && ofTheirs === undefined) continue;
    for (const index of new Set([...(inRow ?? []), ...(ofTheirs ?? [])])) {
      const finding = findings[index]!;
      if (row > finding.at || !(finding.also.includes(row) || telling[finding.kind]?.includes(kind) !== false)) continue;
      stories[index]!.push(`#${row} ${milliseconds === -1 ? '' : `(${(milliseconds / 1000).toFixed(3)} s) `}${describeEvent(history, row)}`);
    }
  }
  return stories.map(shortened);
}

function shortened(story: readonly string[]): string[] {
  if (story.length <= LINES) return [...story];
  const last = LINES - FIRST - 1;
  return [...story.slice(0, FIRST), `... ${story.length - FIRST - last} more events of these packets`, ...story.slice(-last)];
}

/** Findings that a packet or a worker of this row is part of. */
function listenersOf(
  history: History,
  row: number,
  byPacket: ReadonlyMap<number, readonly number[]>,
  byWorker: ReadonlyMap<number, readonly number[]>,
): readonly number[] | undefined {
  const kind = history.kindAt(row);
  if (kind === WORKER_LOST) return byWorker.get(history.workerAt(row));
  return isOfRun(kind) ? undefined : byPacket.get(history.packetAt(row));
}

function enlist(map: Map<number, number[]>, key: number, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else list.push(index);
}

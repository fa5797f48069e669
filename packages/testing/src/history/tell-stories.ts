import { EventKind } from './event-kind.ts';
import type { History } from './history.ts';
import type { OpenFinding } from './open-finding.ts';

/** The events of one row, for people: "worker 1 started packet 4". */
export function describeEvent(history: History, row: number): string {
  const packet = history.packetAt(row);
  const worker = history.workerAt(row);
  switch (history.kindAt(row)) {
    case EventKind.SUBMITTED:
      return `packet ${packet} submitted with tag ${history.tagAt(row)}`;
    case EventKind.STARTED:
      return `worker ${worker} started packet ${packet}`;
    case EventKind.FINISHED:
      return `worker ${worker} finished packet ${packet}`;
    case EventKind.HANDED_BACK:
      return `worker ${worker} handed packet ${packet} back`;
    case EventKind.RETURNED:
      return `packet ${packet} came back`;
    case EventKind.DROPPED:
      return `packet ${packet} was dropped`;
    case EventKind.CLEARED:
      return `${packet} packets were dropped`;
    case EventKind.WORKER_LOST:
      return `worker ${worker} was lost`;
    case EventKind.SUSPECT:
      return `packet ${packet} was what worker ${worker} died in`;
    case EventKind.RETRIED:
      return `packet ${packet} may be tried again`;
    case EventKind.FAILED:
      return `packet ${packet} was given up`;
  }
}

/**
 * The shortest story of each finding: the events of the packets involved, up to the row that shows it, each with its row number.
 * One pass over the history for all of them.
 */
export function tellStories(history: History, findings: readonly OpenFinding[]): string[][] {
  const stories = findings.map((): string[] => []);
  const byPacket = new Map<number, number[]>();
  const byWorker = new Map<number, number[]>();
  for (const [index, finding] of findings.entries()) {
    for (const packet of new Set(finding.packets)) enlist(byPacket, packet, index);
    for (const worker of new Set(finding.workers)) enlist(byWorker, worker, index);
  }
  if (findings.length === 0) return stories;
  for (let row = 0; row < history.length; row += 1) {
    const listeners = listenersOf(history, row, byPacket, byWorker);
    if (listeners === undefined) continue;
    for (const index of listeners) {
      if (row <= findings[index]!.at) stories[index]!.push(`#${row} ${describeEvent(history, row)}`);
    }
  }
  return stories;
}

function listenersOf(
  history: History,
  row: number,
  byPacket: ReadonlyMap<number, readonly number[]>,
  byWorker: ReadonlyMap<number, readonly number[]>,
): readonly number[] | undefined {
  const kind = history.kindAt(row);
  if (kind === EventKind.CLEARED) return undefined;
  return kind === EventKind.WORKER_LOST ? byWorker.get(history.workerAt(row)) : byPacket.get(history.packetAt(row));
}

function enlist(map: Map<number, number[]>, key: number, index: number): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [index]);
  else list.push(index);
}

import { EventKind } from './event-kind.ts';
import type { History } from './history.ts';
import { NO_WORKER } from './history.ts';

/** The event of one row, for people: "worker 1 started packet 4". */
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
    case EventKind.ACCEPTED:
      return `packet ${packet} was accepted`;
    case EventKind.ASKED:
      return `worker ${worker} asked for packets`;
    case EventKind.CLAIMED:
      return `worker ${worker} claimed packet ${packet}`;
    case EventKind.LEFT:
      return `worker ${worker} left`;
    case EventKind.RESTED:
      return packet === 1 ? 'nothing moved any more, and what was refused was offered again' : 'nothing moved any more';
    case EventKind.FLUSHING:
      return 'flush was called';
    case EventKind.FLUSHED:
      return packet === 0 ? 'flush ended' : `flush ended, ${packet} packets outstanding`;
    case EventKind.FLUSH_ABANDONED:
      return 'the caller waited no longer for flush';
    case EventKind.LOOKED:
      return `${worker === NO_WORKER ? 'the caller' : `worker ${worker}`} looked, and nothing had moved`;
    case EventKind.CLOCK:
      return `${packet} ms since the run began`;
  }
}

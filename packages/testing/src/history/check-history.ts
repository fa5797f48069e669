// The ordering checker. One pass over the events, constant work an event, one more pass over the packets at the end, and one over the
// events to tell the stories: linear in the history.
import type { Verdict } from '../verdict/verdict.ts';
import { DenseIndex } from './dense-index.ts';
import { EventKind } from './event-kind.ts';
import { ExclusiveRule } from './exclusive-rule.ts';
import { Findings } from './findings.ts';
import type { History } from './history.ts';
import { OnceRule } from './once-rule.ts';
import { OrderedRule } from './ordered-rule.ts';
import { PacketTable, Seen } from './packet-table.ts';

export interface CheckOptions {
  /**
   * `complete` (the default): the run is over, every packet must have come back or been dropped.
   * `running`: packets may still be outstanding; only those count as lost that later packets of their tag have passed on the way back.
   */
  readonly end?: 'complete' | 'running';
  /** Violations kept with their text and story, default 100; the rest are counted. */
  readonly limit?: number;
}

/**
 * Every violation of Exclusive, Ordered and Once (and of Crash-exact's lock on a dead worker's packet) in a history, with the packets
 * and workers involved.
 */
export function checkHistory(history: History, options: CheckOptions = {}): Verdict {
  const survey = takeSurvey(history);
  const { packets, packetIndex, tagIds } = survey;
  const findings = new Findings(options.limit ?? 100);
  const exclusive = new ExclusiveRule(packets, tagIds, survey.handBacks, findings);
  const ordered = new OrderedRule(packets, tagIds, findings);
  const once = new OnceRule(packets, tagIds, findings);
  const known = new Uint8Array(survey.count);
  let submitted = 0;

  for (let row = 0; row < history.length; row += 1) {
    const kind = history.kindAt(row);
    const worker = history.workerAt(row);
    const id = history.packetAt(row);
    if (kind === EventKind.CLEARED) {
      once.cleared(submitted, id, row);
      continue;
    }
    if (kind === EventKind.WORKER_LOST) {
      exclusive.workerLost(worker);
      continue;
    }
    const packet = packetIndex.find(id);
    if (kind === EventKind.SUBMITTED) {
      if (known[packet] === 1) once.submittedTwice(packet, row);
      else submitted += 1;
      known[packet] = 1;
      continue;
    }
    if (packet === -1 || known[packet] !== 1) {
      if (kind === EventKind.STARTED || kind === EventKind.RETURNED) once.neverSubmitted(id, history.tagAt(row), worker, row);
      continue;
    }
    if (history.tagAt(row) !== tagIds[packets.tag[packet]!]) once.wrongTag(packet, history.tagAt(row), worker, row);
    switch (kind) {
      case EventKind.STARTED: {
        const again = packets.has(packet, Seen.STARTED) && !packets.has(packet, Seen.RETRIED);
        once.started(packet, worker, row);
        exclusive.started(packet, worker, row);
        if (!again) ordered.started(packet, row);
        break;
      }
      case EventKind.FINISHED:
        once.finished(packet, worker, row);
        exclusive.finished(packet);
        break;
      case EventKind.HANDED_BACK:
        packets.set(packet, Seen.FINISHED);
        exclusive.handedBack(packet);
        break;
      case EventKind.RETURNED:
        if (!packets.has(packet, Seen.RETURNED)) ordered.returned(packet, row);
        once.returned(packet, row);
        break;
      case EventKind.DROPPED:
        once.dropped(packet, row);
        exclusive.decided(packet);
        break;
      case EventKind.SUSPECT:
        exclusive.suspect(packet, worker);
        packets.set(packet, Seen.SUSPECT);
        break;
      case EventKind.RETRIED:
        exclusive.decided(packet);
        ordered.retried(packet);
        packets.clear(packet, Seen.SUSPECT);
        packets.set(packet, Seen.RETRIED);
        break;
      case EventKind.FAILED:
        exclusive.decided(packet);
        packets.clear(packet, Seen.SUSPECT);
        packets.set(packet, Seen.FINISHED);
        break;
    }
  }

  const atRest = options.end !== 'running';
  once.ended(survey.count, (packet) => atRest || ordered.passed(packet), atRest, history.length - 1);
  return findings.verdict(history, `${survey.count} packets of ${tagIds.length} tags, ${history.length} events`);
}

interface Survey {
  readonly packets: PacketTable;
  readonly packetIndex: DenseIndex;
  /** The tag of each tag index. */
  readonly tagIds: Uint32Array;
  /** Packets submitted. */
  readonly count: number;
  readonly handBacks: boolean;
}

/** Gives every submitted packet its index and its place within its tag, and every tag its index. */
function takeSurvey(history: History): Survey {
  let expected = 0;
  let largestPacket = 0;
  let largestTag = 0;
  let handBacks = false;
  for (let row = 0; row < history.length; row += 1) {
    handBacks ||= history.kindAt(row) === EventKind.HANDED_BACK;
    if (history.kindAt(row) !== EventKind.SUBMITTED) continue;
    expected += 1;
    largestPacket = Math.max(largestPacket, history.packetAt(row));
    largestTag = Math.max(largestTag, history.tagAt(row));
  }
  const packetIndex = new DenseIndex(largestPacket, expected);
  const tagIndex = new DenseIndex(largestTag, expected);
  const packets = new PacketTable(expected);
  const newest = new Int32Array(expected).fill(-1);
  const tagIds = new Uint32Array(expected);
  for (let row = 0; row < history.length; row += 1) {
    if (history.kindAt(row) !== EventKind.SUBMITTED) continue;
    const id = history.packetAt(row);
    if (packetIndex.find(id) !== -1) continue;
    const packet = packetIndex.add(id);
    const tag = tagIndex.add(history.tagAt(row));
    tagIds[tag] = history.tagAt(row);
    packets.id[packet] = id;
    packets.tag[packet] = tag;
    packets.before[packet] = newest[tag]!;
    packets.ordinal[packet] = newest[tag]! === -1 ? 0 : packets.ordinal[newest[tag]!]! + 1;
    newest[tag] = packet;
  }
  return { packets, packetIndex, tagIds: tagIds.slice(0, tagIndex.size), count: packetIndex.size, handBacks };
}

// What has to be known of a history before its events are judged: the index of each packet and tag, and which kinds of event there are.
import { DenseIndex } from './dense-index.ts';
import { EventKind } from './event-kind.ts';
import type { History } from './history.ts';
import { PacketTable } from './packet-table.ts';

export interface Survey {
  readonly packets: PacketTable;
  readonly packetIndex: DenseIndex;
  /** The tag of each tag index. */
  readonly tagIds: Uint32Array;
  /** Packets submitted. */
  readonly count: number;
  readonly handBacks: boolean;
  /** Whether the history has an event of this kind. */
  readonly has: (kind: EventKind) => boolean;
}

/** Gives every submitted packet its index and its place within its tag, and every tag its index. @param said kinds that count as there */
export function takeSurvey(history: History, said: ReadonlySet<EventKind>): Survey {
  let expected = 0;
  let largestPacket = 0;
  let largestTag = 0;
  let kinds = Array.from(said).reduce((mask, kind) => mask | (1 << kind), 0);
  for (let row = 0; row < history.length; row += 1) {
    kinds |= 1 << history.kindAt(row);
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
  const has = (kind: EventKind): boolean => (kinds & (1 << kind)) !== 0;
  return { packets, packetIndex, tagIds: tagIds.slice(0, tagIndex.size), count: packetIndex.size, handBacks: has(EventKind.HANDED_BACK), has };
}

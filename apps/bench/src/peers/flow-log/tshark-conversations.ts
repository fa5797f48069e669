// The tables that `tshark -q -z conv,tcp -z conv,udp` prints. It writes large numbers of bytes in kB or MB.
import { conversationKey } from './conversation-counts.ts';
import type { Conversations } from './conversation-counts.ts';

const UNITS: Readonly<Record<string, number>> = { bytes: 1, kB: 1e3, MB: 1e6, GB: 1e9 };
const SIDE = String.raw`\s+\d+ \d+ (?:bytes|kB|MB|GB)`;
const LINE = new RegExp(String.raw`^(\S+)\s+<->\s+(\S+)${SIDE}${SIDE}\s+(\d+) (\d+) (bytes|kB|MB|GB)\s`);

export interface Printed {
  readonly packets: number;
  readonly bytes: number;
  /** What `bytes` was rounded to, 1 where it is exact. */
  readonly unit: number;
}

/** @throws Error for a line that it does not understand, or a conversation that stands there twice. */
export function tsharkConversations(output: string): Map<string, Printed> {
  const conversations = new Map<string, Printed>();
  let protocol: 'tcp' | 'udp' | undefined;
  for (const line of output.split('\n')) {
    if (line.startsWith('TCP ')) protocol = 'tcp';
    if (line.startsWith('UDP ')) protocol = 'udp';
    if (!line.includes('<->')) continue;
    const [, one = '', other = '', packets, amount, unitName = ''] = LINE.exec(line) ?? [];
    const unit = UNITS[unitName];
    if (protocol === undefined || unit === undefined) throw new Error(`tshark printed a conversation that is not understood: ${line}`);
    const key = conversationKey(protocol, one, other);
    if (conversations.has(key)) throw new Error(`tshark printed ${key} twice`);
    conversations.set(key, { packets: Number(packets), bytes: Number(amount) * unit, unit });
  }
  return conversations;
}

/** The first way in which they differ; undefined when they have the same conversations with the same packets and, as far as tshark prints them, bytes. */
export function differenceFrom(tshark: ReadonlyMap<string, Printed>, ours: Conversations): string | undefined {
  for (const [key, { packets, bytes, unit }] of tshark) {
    const counts = ours.get(key);
    if (counts === undefined) return `${key} is missing`;
    if (counts.packets !== packets) return `${key} has ${counts.packets} packets, not ${packets}`;
    // Whichever way it rounds.
    if (Math.abs(counts.bytes - bytes) >= unit) return `${key} has ${counts.bytes} bytes, not ${bytes}`;
  }
  const more = [...ours.keys()].find((key) => !tshark.has(key));
  return more === undefined ? undefined : `${more} is no conversation to tshark`;
}

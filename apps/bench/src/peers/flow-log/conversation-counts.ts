// What a capture holds, conversation by conversation, as our flow log says it and as tshark does: whether both say the same.

export interface Counts {
  packets: number;
  bytes: number;
}

/** By protocol and both ends, in the order of their texts: the two directions of a conversation have one key. */
export type Conversations = Map<string, Counts>;

export function conversationKey(protocol: 'tcp' | 'udp', one: string, other: string): string {
  return [protocol, ...[one, other].sort()].join(' ');
}

interface FlowLine {
  readonly src: string;
  readonly dst: string;
  readonly proto: number;
  readonly sport: number | null;
  readonly dport: number | null;
  readonly packets: number;
  readonly bytes: number;
}

/** Of a flow log in JSON Lines, whose flows are the directions. */
export function conversationsOfFlows(log: string): Conversations {
  const conversations: Conversations = new Map();
  for (const line of log.split('\n')) {
    if (line === '') continue;
    const { src, dst, proto, sport, dport, packets, bytes } = JSON.parse(line) as FlowLine;
    if (proto !== 6 && proto !== 17) continue;
    const key = conversationKey(proto === 6 ? 'tcp' : 'udp', `${src}:${sport}`, `${dst}:${dport}`);
    const counts = conversations.get(key) ?? { packets: 0, bytes: 0 };
    conversations.set(key, { packets: counts.packets + packets, bytes: counts.bytes + bytes });
  }
  return conversations;
}

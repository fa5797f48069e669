import { describe, expect, it } from 'vitest';
import { conversationsOfFlows } from './conversation-counts.ts';
import { differenceFrom, tsharkConversations } from './tshark-conversations.ts';

// As tshark 4.0 prints it.
const printed = `================================================================================
UDP Conversations
Filter:<No Filter>
                                                           |       <-      | |       ->      | |     Total     |    Relative    |   Duration   |
                                                           | Frames  Bytes | | Frames  Bytes | | Frames  Bytes |      Start     |              |
10.0.0.0:10003             <-> 10.128.0.3:46317               128 171 kB         64 85 kB         192 257 kB        0.000000000         0.1967
================================================================================
TCP Conversations
Filter:<No Filter>
2001:db8::1:10003          <-> 2001:db8::2:46317                1 54 bytes        2 108 bytes       3 162 bytes     0.199880000         0.0000
================================================================================
`;

const flow = (proto: number, [src, sport]: readonly [string, number], [dst, dport]: readonly [string, number], packets: number, bytes: number): string =>
  `${JSON.stringify({ version: 4, src, dst, proto, sport, dport, packets, bytes })}\n`;
const udp = [['10.0.0.0', 10_003], ['10.128.0.3', 46_317]] as const;
const tcp = [['2001:db8::1', 10_003], ['2001:db8::2', 46_317]] as const;
const dns = flow(17, ...udp, 64, 85_888) + flow(17, udp[1], udp[0], 128, 171_776);
const web = flow(6, ...tcp, 2, 108) + flow(6, tcp[1], tcp[0], 1, 54);
const difference = (log: string): string | undefined => differenceFrom(tsharkConversations(printed), conversationsOfFlows(log));

describe('our flow log and what tshark prints', () => {
  it('agree when both directions of every conversation add up to it', () => {
    expect(difference(dns + web)).toBeUndefined();
    expect(difference(dns + web + flow(1, ...udp, 7, 700))).toBeUndefined();
  });

  it('differ by a conversation, a packet, or a byte where tshark prints bytes', () => {
    expect(difference(web)).toBe('udp 10.0.0.0:10003 10.128.0.3:46317 is missing');
    expect(difference(dns.replace('"packets":64', '"packets":65') + web)).toBe('udp 10.0.0.0:10003 10.128.0.3:46317 has 193 packets, not 192');
    expect(difference(dns.replace('"bytes":85888', '"bytes":88336') + web)).toContain('has 260112 bytes, not 257000');
    expect(difference(dns + web.replace('"bytes":108', '"bytes":109'))).toContain('has 163 bytes, not 162');
    expect(difference(dns + web + flow(6, ...udp, 1, 54))).toBe('tcp 10.0.0.0:10003 10.128.0.3:46317 is no conversation to tshark');
  });
});

it('understands every line of a conversation, or says which one it does not', () => {
  expect(() => tsharkConversations(printed.replace('257 kB', '257 kiB'))).toThrow('is not understood: 10.0.0.0:10003');
  expect(() => tsharkConversations(printed.replace(/^10.*$/m, '$&\n$&'))).toThrow('10.0.0.0:10003 10.128.0.3:46317 twice');
});

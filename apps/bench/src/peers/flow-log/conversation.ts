// Two ends that talk, frame by frame: TCP for three conversations of four, else UDP. Payloads are zeros.

export interface Conversation {
  readonly rank: number;
  readonly udp: boolean;
  /** TCP's next sequence number of the end that opened the conversation, and of the other. */
  readonly next: [opener: number, other: number];
  /** Turns taken so far; the first one opens a TCP connection. */
  turns: number;
}

export interface Frame {
  /** Which end sends it: 0 the one that opened the conversation. */
  readonly from: 0 | 1;
  readonly payload: number;
  readonly flags: number;
}

const ETHERNET = 14;
const IP = 20;
const TCP = 20;
const UDP = 8;
/** Bytes of a frame before its payload. */
export const FRAME_HEADER: Readonly<Record<'tcp' | 'udp', number>> = { tcp: ETHERNET + IP + TCP, udp: ETHERNET + IP + UDP };

const SYN = 0x02;
const PUSH = 0x08;
const ACK = 0x10;
const FULL_SEGMENT = 1460;
const DATAGRAM = 1300;
/** Nobody's, see the registry of service names. */
const SERVER_PORT = 46_317;
const FIRST_CLIENT_PORT = 10_000;

export function openConversation(rank: number): Conversation {
  return { rank, udp: rank % 4 === 3, next: [rank * 77_777, rank * 99_991], turns: 0 };
}

/** What the two say in a turn. Two of three bring payload to the one that opened the conversation. */
export function nextExchange(conversation: Conversation): readonly Frame[] {
  const turn = conversation.turns++;
  const from = turn % 3 === 0 ? 0 : 1;
  if (conversation.udp) return [{ from, payload: DATAGRAM, flags: 0 }];
  if (turn === 0) {
    return [
      { from: 0, payload: 0, flags: SYN },
      { from: 1, payload: 0, flags: SYN | ACK },
      { from: 0, payload: 0, flags: ACK },
    ];
  }
  return [
    { from, payload: FULL_SEGMENT, flags: ACK },
    { from, payload: FULL_SEGMENT, flags: ACK | PUSH },
    { from: from === 0 ? 1 : 0, payload: 0, flags: ACK },
  ];
}

/** Writes the frame at `bytes[at]`, where zeros stand, and moves the conversation on. */
export function writeFrame(bytes: Buffer, at: number, packet: number, { rank, udp, next }: Conversation, { from, payload, flags }: Frame): void {
  const ip = at + ETHERNET;
  const l4 = ip + IP;
  const l4Bytes = (udp ? UDP : TCP) + payload;
  bytes.writeUInt16BE(0x0200, at + 6 * from);
  bytes.writeUInt16BE(0x0202, at + 6 * (1 - from));
  bytes.writeUInt16BE(0x0800, at + 12);
  bytes[ip] = 0x45;
  bytes.writeUInt16BE(IP + l4Bytes, ip + 2);
  bytes.writeUInt16BE(packet & 0xffff, ip + 4);
  bytes[ip + 8] = 64;
  bytes[ip + 9] = udp ? 17 : 6;
  bytes.writeUInt32BE(0x0a00_0000 + (rank >> 4), ip + 12 + 4 * from);
  bytes.writeUInt32BE(0x0a80_0000 + (rank & 15), ip + 16 - 4 * from);
  bytes.writeUInt16BE(checksum(bytes, ip, IP, 0), ip + 10);
  bytes.writeUInt16BE(FIRST_CLIENT_PORT + (rank % 30_000), l4 + 2 * from);
  bytes.writeUInt16BE(SERVER_PORT, l4 + 2 - 2 * from);
  if (udp) {
    bytes.writeUInt16BE(l4Bytes, l4 + 4);
  } else {
    bytes.writeUInt32BE(next[from], l4 + 4);
    if ((flags & ACK) !== 0) bytes.writeUInt32BE(next[from === 0 ? 1 : 0], l4 + 8);
    bytes.writeUInt16BE(0x5000 | flags, l4 + 12);
    bytes.writeUInt16BE(0xffff, l4 + 14);
    next[from] = (next[from] + payload + (flags & SYN ? 1 : 0)) >>> 0;
  }
  // The pseudo-header: addresses, protocol, length. The payload is zeros and adds nothing.
  const sum = checksum(bytes, ip + 12, 8 + l4Bytes - payload, (udp ? 17 : 6) + l4Bytes);
  bytes.writeUInt16BE(sum, l4 + (udp ? 6 : 16));
}

function checksum(bytes: Buffer, at: number, length: number, first: number): number {
  let sum = first;
  for (let i = 0; i < length; i += 2) sum += bytes.readUInt16BE(at + i);
  while (sum > 0xffff) sum = (sum & 0xffff) + (sum >>> 16);
  return ~sum & 0xffff;
}

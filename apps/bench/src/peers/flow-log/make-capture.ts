// A capture to read, classic pcap with microseconds: conversations over IPv4, as often by rank as real traffic has them (Zipf). TCP opens
// by its handshake and acknowledges every second full segment; sequence numbers and checksums are right, and the ports belong to no
// protocol that somebody would dissect further. So no reader is held up by anything unusual: a connection in which nothing is ever
// acknowledged, say, costs tshark time that grows with the square of its length.
import { closeSync, existsSync, mkdirSync, openSync, renameSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { zipfTags } from '@dist/testing';
import { type Conversation, type Frame, FRAME_HEADER, nextExchange, openConversation, writeFrame } from './conversation.ts';

const CONVERSATIONS = 10_000;
const RECORD_HEADER = 16;
const CHUNK_BYTES = 1 << 20;
/** An exchange: three full frames at most. */
const LARGEST_EXCHANGE = 3 * 2048;
const START_SECONDS = 1_700_000_000;
const PACKETS_PER_SECOND = 100_000;

/** Makes a capture of so many packets, 1 kB each on average, unless it is there; half a file is never left under that name. */
export function makeCapture(path: string, packets: number): void {
  if (existsSync(path)) return;
  mkdirSync(dirname(path), { recursive: true });
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  writeSync(file, fileHeader());
  const ranks = zipfTags({ tags: CONVERSATIONS, exponent: 1, seed: 3 });
  const conversations: (Conversation | undefined)[] = [];
  const chunk = Buffer.alloc(CHUNK_BYTES);
  let at = 0;
  for (let written = 0; written < packets; ) {
    const rank = ranks.next();
    const conversation = (conversations[rank] ??= openConversation(rank));
    for (const frame of nextExchange(conversation)) {
      if (written === packets) break;
      at = writeRecord(chunk, at, written++, conversation, frame);
    }
    if (at > CHUNK_BYTES - LARGEST_EXCHANGE || written === packets) {
      writeSync(file, chunk, 0, at);
      at = 0;
    }
  }
  closeSync(file);
  renameSync(unfinished, path);
}

function fileHeader(): Buffer {
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(1, 20);
  return header;
}

/** @returns where the next record goes. */
function writeRecord(bytes: Buffer, at: number, packet: number, conversation: Conversation, frame: Frame): number {
  const length = FRAME_HEADER[conversation.udp ? 'udp' : 'tcp'] + frame.payload;
  bytes.writeUInt32LE(START_SECONDS + Math.floor(packet / PACKETS_PER_SECOND), at);
  bytes.writeUInt32LE((packet % PACKETS_PER_SECOND) * (1_000_000 / PACKETS_PER_SECOND), at + 4);
  bytes.writeUInt32LE(length, at + 8);
  bytes.writeUInt32LE(length, at + 12);
  const start = at + RECORD_HEADER;
  bytes.fill(0, start, start + length);
  writeFrame(bytes, start, packet, conversation, frame);
  return start + length;
}

// A capture to read: TCP and UDP over IPv4 between many ends, Zipf by flow as real traffic is, classic pcap with microseconds.
// IP checksums are right, so that nobody has to stop at a packet; the content of the segments is not.
import { closeSync, existsSync, openSync, renameSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { zipfTags } from '@dist/testing';

const FRAME_BYTES = 1000;
const RECORD_BYTES = 16 + FRAME_BYTES;
const FLOWS = 10_000;
const CHUNK = 1024;

/** Path of a capture of so many packets of {@link FRAME_BYTES} bytes; made when it is not there. */
export function makeCapture(packets: number): string {
  const path = join(tmpdir(), `dist-bench-${packets}.pcap`);
  if (existsSync(path)) return path;
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w');
  const header = Buffer.alloc(24);
  header.writeUInt32LE(0xa1b2c3d4, 0);
  header.writeUInt16LE(2, 4);
  header.writeUInt16LE(4, 6);
  header.writeUInt32LE(65_535, 16);
  header.writeUInt32LE(1, 20);
  writeSync(file, header);
  const flows = zipfTags({ tags: FLOWS, exponent: 1, seed: 3 });
  const sequences = new Uint32Array(FLOWS);
  const chunk = Buffer.alloc(CHUNK * RECORD_BYTES);
  for (let written = 0; written < packets; written += CHUNK) {
    const count = Math.min(CHUNK, packets - written);
    for (let i = 0; i < count; i++) writeRecord(chunk, i * RECORD_BYTES, written + i, flows.next(), sequences);
    writeSync(file, chunk, 0, count * RECORD_BYTES);
  }
  closeSync(file);
  renameSync(unfinished, path);
  return path;
}

function writeRecord(bytes: Buffer, at: number, packet: number, flow: number, sequences: Uint32Array): void {
  bytes.writeUInt32LE(1_700_000_000 + Math.floor(packet / 100_000), at);
  bytes.writeUInt32LE((packet % 100_000) * 10, at + 4);
  bytes.writeUInt32LE(FRAME_BYTES, at + 8);
  bytes.writeUInt32LE(FRAME_BYTES, at + 12);
  const frame = at + 16;
  bytes.writeUInt16BE(0x0800, frame + 12);
  const ip = frame + 14;
  const udp = flow % 4 === 3;
  bytes[ip] = 0x45;
  bytes.writeUInt16BE(FRAME_BYTES - 14, ip + 2);
  bytes.writeUInt16BE(packet & 0xffff, ip + 4);
  bytes[ip + 8] = 64;
  bytes[ip + 9] = udp ? 17 : 6;
  bytes.writeUInt16BE(0, ip + 10);
  bytes.writeUInt32BE(0x0a000000 + (flow >> 4), ip + 12);
  bytes.writeUInt32BE(0x0a800000 + (flow & 15), ip + 16);
  bytes.writeUInt16BE(ipChecksum(bytes, ip), ip + 10);
  const transport = ip + 20;
  bytes.writeUInt16BE(1024 + (flow % 50_000), transport);
  bytes.writeUInt16BE(443, transport + 2);
  if (udp) {
    bytes.writeUInt16BE(FRAME_BYTES - 34, transport + 4);
    bytes.writeUInt16BE(0, transport + 6);
    return;
  }
  bytes.writeUInt32BE(sequences[flow]!, transport + 4);
  sequences[flow] = sequences[flow]! + FRAME_BYTES - 54;
  bytes.writeUInt32BE(1, transport + 8);
  bytes.writeUInt16BE(0x5010, transport + 12);
  bytes.writeUInt16BE(0xffff, transport + 14);
  bytes.writeUInt32BE(0, transport + 16);
}

function ipChecksum(bytes: Buffer, at: number): number {
  let sum = 0;
  for (let i = 0; i < 20; i += 2) sum += bytes.readUInt16BE(at + i);
  sum = (sum & 0xffff) + (sum >>> 16);
  return ~((sum & 0xffff) + (sum >>> 16)) & 0xffff;
}

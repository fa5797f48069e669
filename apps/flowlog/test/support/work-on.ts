// A worker's handling of packets without a worker: the same code on one thread, on frames made by hand.
import { FIRST_FRAGMENT, FrameFields, LATER_FRAGMENT, dissect } from '@dist/tags';
import {
  BAD_IP_SUMS,
  BAD_L4_SUMS,
  BYTES,
  FIRST_NANOSECONDS,
  FIRST_PACKET,
  FIRST_SECONDS,
  FlowStates,
  L4_SUMS_VERIFIED,
  LAST_NANOSECONDS,
  LAST_PACKET,
  LAST_SECONDS,
  OUT_OF_ORDER,
  PACKETS,
  REPEATED,
  TCP_FLAGS,
  FLAG_BITS,
} from '../../src/flow/flow-states.ts';
import {
  CAPLEN,
  FRAME,
  IP_HEADER,
  L4_HEADER,
  NANOSECONDS,
  PACKET_NUMBER,
  PROTOCOL,
  PacketNotes,
  SECONDS,
  WIRELEN,
  packProtocol,
} from '../../src/memory/packet-notes.ts';
import { PacketWork } from '../../src/work/packet-work.ts';

const RAW_IP = 101;

export interface FlowCounts {
  readonly packets: number;
  readonly bytes: number;
  readonly firstPacket: number;
  readonly lastPacket: number;
  readonly first: readonly [seconds: number, nanoseconds: number];
  readonly last: readonly [seconds: number, nanoseconds: number];
  readonly badIp: number;
  readonly verified: number;
  readonly badL4: number;
  readonly flags: number;
  readonly repeated: number;
  readonly outOfOrder: number;
}

export interface WorkedFrame {
  readonly frame: Uint8Array;
  /** Default: all of it. */
  readonly captured?: number;
  /** Bytes of the frame as it is on the wire, if not the frame's. */
  readonly wirelen?: number;
  readonly number?: number;
  readonly seconds?: number;
  readonly nanoseconds?: number;
}

/** What one flow's state is after these packets, all taken as packets of that flow. */
export function workOn(frames: readonly WorkedFrame[]): FlowCounts {
  // Frames stand at odd places in a capture, so here too.
  const start = 3;
  const region = new SharedArrayBuffer(Math.max(...frames.map(({ frame }) => frame.length)) + start);
  const bytes = new Uint8Array(region);
  const notes = PacketNotes.create(1);
  const states = FlowStates.create(2);
  const work = new PacketWork(region, notes, states);
  const fields = new FrameFields();
  for (const [index, { frame, captured = frame.length, wirelen = frame.length, number = index + 1, seconds = 0, nanoseconds = 0 }] of frames.entries()) {
    bytes.fill(0xee);
    bytes.set(frame, start);
    if (dissect(bytes, start, captured, RAW_IP, fields) === 0) throw new Error(`packet ${String(number)} is not IP`);
    notes.words[FRAME] = start;
    notes.words[CAPLEN] = captured;
    notes.words[WIRELEN] = wirelen;
    notes.words[NANOSECONDS] = nanoseconds;
    notes.words[IP_HEADER] = fields.l3Offset - start;
    notes.words[L4_HEADER] = fields.fragment === LATER_FRAGMENT ? 0 : fields.l4Offset - start;
    notes.words[PROTOCOL] = packProtocol(fields.ipVersion, fields.protocol, fields.fragment === FIRST_FRAGMENT);
    notes.doubles[PACKET_NUMBER] = number;
    notes.doubles[SECONDS] = seconds;
    work.handle(1, 0);
  }
  const words = states.words.subarray(32);
  const doubles = states.doubles.subarray(16);
  return {
    packets: doubles[PACKETS]!,
    bytes: doubles[BYTES]!,
    firstPacket: doubles[FIRST_PACKET]!,
    lastPacket: doubles[LAST_PACKET]!,
    first: [doubles[FIRST_SECONDS]!, words[FIRST_NANOSECONDS]!],
    last: [doubles[LAST_SECONDS]!, words[LAST_NANOSECONDS]!],
    badIp: words[BAD_IP_SUMS]!,
    verified: words[L4_SUMS_VERIFIED]!,
    badL4: words[BAD_L4_SUMS]!,
    flags: words[TCP_FLAGS]! & FLAG_BITS,
    repeated: words[REPEATED]!,
    outOfOrder: words[OUT_OF_ORDER]!,
  };
}

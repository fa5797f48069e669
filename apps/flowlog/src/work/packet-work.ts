// What a worker does with a packet: count it for its flow, verify its checksums, follow its TCP sequence numbers.
// Everything it writes belongs to the packet's flow; see flow-states.ts for why that needs no lock.
import {
  BAD_IP_SUMS,
  BAD_L4_SUMS,
  BYTES,
  DOUBLES_SHIFT,
  FIRST_NANOSECONDS,
  FIRST_PACKET,
  FIRST_SECONDS,
  L4_SUMS_VERIFIED,
  LAST_NANOSECONDS,
  LAST_PACKET,
  LAST_SECONDS,
  PACKETS,
  WORDS_SHIFT,
} from '../flow/flow-states.ts';
import type { FlowStates } from '../flow/flow-states.ts';
import {
  CAPLEN,
  FRAME,
  IP_HEADER,
  L4_HEADER,
  NANOSECONDS,
  NOTE_DOUBLES_SHIFT,
  NOTE_WORDS_SHIFT,
  PACKET_NUMBER,
  PROTOCOL,
  SECONDS,
  WIRELEN,
  isFragment,
  protocolOf,
  versionOf,
} from '../memory/packet-notes.ts';
import type { PacketNotes } from '../memory/packet-notes.ts';
import { TCP_TRACKED_BYTES, trackTcp } from './track-tcp.ts';
import { TCP, UDP, UNKNOWN, WRONG, verifyIpHeader, verifyL4 } from './verify-checksums.ts';

export class PacketWork {
  readonly #frames: DataView;
  readonly #notes: PacketNotes;
  readonly #states: FlowStates;

  /** @param frames the payload pool's whole region. */
  constructor(frames: SharedArrayBuffer, notes: PacketNotes, states: FlowStates) {
    this.#frames = new DataView(frames);
    this.#notes = notes;
    this.#states = states;
  }

  /** The packet with note `note`, of flow `flow`. */
  handle(flow: number, note: number): void {
    this.#count(flow, note);
    const notes = this.#notes.words;
    const at = note << NOTE_WORDS_SHIFT;
    const view = this.#frames;
    const frame = notes[at + FRAME]!;
    const end = frame + notes[at + CAPLEN]!;
    const ip = frame + notes[at + IP_HEADER]!;
    const words = this.#states.words;
    const state = flow << WORDS_SHIFT;
    const packed = notes[at + PROTOCOL]!;
    const version = versionOf(packed);
    if (version === 4 && verifyIpHeader(view, ip, end) === WRONG) words[state + BAD_IP_SUMS] = words[state + BAD_IP_SUMS]! + 1;
    const protocol = protocolOf(packed);
    const l4Offset = notes[at + L4_HEADER]!;
    if (l4Offset === 0 || (protocol !== TCP && protocol !== UDP)) return;
    const l4 = frame + l4Offset;
    // What a fragment's datagram will be in all, no single packet says.
    const fragment = isFragment(packed);
    const said = fragment ? 0 : ipEnd(view, ip, version);
    if (said !== 0) {
      const verdict = verifyL4(view, ip, version, protocol, l4, said - l4, end);
      if (verdict !== UNKNOWN) words[state + L4_SUMS_VERIFIED] = words[state + L4_SUMS_VERIFIED]! + 1;
      if (verdict === WRONG) words[state + BAD_L4_SUMS] = words[state + BAD_L4_SUMS]! + 1;
    }
    if (protocol !== TCP) return;
    // Segmentation offload leaves the length out; then the wire says it.
    const l4End = fragment || said !== 0 ? said : frame + (notes[at + WIRELEN]! >>> 0);
    const captured = l4End === 0 ? end : Math.min(end, l4End);
    if (l4 + TCP_TRACKED_BYTES <= captured) trackTcp(words, state, view, l4, fragment ? 0 : l4End - l4);
  }

  #count(flow: number, note: number): void {
    const { words, doubles } = this.#states;
    const state = flow << WORDS_SHIFT;
    const counts = flow << DOUBLES_SHIFT;
    const noteWords = this.#notes.words;
    const noteDoubles = this.#notes.doubles;
    const number = noteDoubles[(note << NOTE_DOUBLES_SHIFT) + PACKET_NUMBER]!;
    const seconds = noteDoubles[(note << NOTE_DOUBLES_SHIFT) + SECONDS]!;
    const nanoseconds = noteWords[(note << NOTE_WORDS_SHIFT) + NANOSECONDS]!;
    const packets = doubles[counts + PACKETS]!;
    doubles[counts + PACKETS] = packets + 1;
    doubles[counts + BYTES] = doubles[counts + BYTES]! + (noteWords[(note << NOTE_WORDS_SHIFT) + WIRELEN]! >>> 0);
    if (packets === 0) {
      doubles[counts + FIRST_PACKET] = number;
      doubles[counts + FIRST_SECONDS] = seconds;
      words[state + FIRST_NANOSECONDS] = nanoseconds;
    }
    doubles[counts + LAST_PACKET] = number;
    doubles[counts + LAST_SECONDS] = seconds;
    words[state + LAST_NANOSECONDS] = nanoseconds;
  }
}

/** One past the IP packet's last byte as its header says, 0 when the header leaves that out. */
function ipEnd(view: DataView, ip: number, version: number): number {
  if (version === 4) {
    const length = view.getUint16(ip + 2);
    return length === 0 ? 0 : ip + length;
  }
  const length = view.getUint16(ip + 4);
  return length === 0 ? 0 : ip + 40 + length;
}

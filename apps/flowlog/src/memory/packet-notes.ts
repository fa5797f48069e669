// What the reading thread knows of a packet besides its bytes, one note a packet. The note's index is the packet's handle; the frame
// itself stays where it was read, in a buffer of the payload pool. Written before the packet is handed to the distributor, read by the
// worker that gets it; the note is used again when the packet has been returned. So the distributor orders every access.
//
//   note, 64 bytes (one cache line)
//   u32  0 frame   4 caplen   8 wirelen   12 nanoseconds   16 packet number (f64)   24 seconds (f64)
//        32 IP header   36 L4 header   40 is a fragment << 16 | version << 8 | protocol   44 ... 60 -
//
// `frame` counts from the start of the pool's region, the headers from the start of the frame.

export const NOTE_WORDS_SHIFT = 4;
export const NOTE_DOUBLES_SHIFT = 3;
const NOTE_BYTES = 64;
const FRAGMENT = 0x1_0000;

/** Indexes into `words`, from the start of the note. */
export const FRAME = 0;
export const CAPLEN = 1;
export const WIRELEN = 2;
export const NANOSECONDS = 3;
export const IP_HEADER = 8;
/** 0 = the packet shows no L4 header (later fragments, cut packets). */
export const L4_HEADER = 9;
export const PROTOCOL = 10;
/** Indexes into `doubles`. */
export const PACKET_NUMBER = 2;
export const SECONDS = 3;

/** The PROTOCOL word. */
export function packProtocol(version: number, protocol: number, isFragment: boolean): number {
  return (isFragment ? FRAGMENT : 0) | (version << 8) | protocol;
}

export function isFragment(packed: number): boolean {
  return (packed & FRAGMENT) !== 0;
}

export function versionOf(packed: number): number {
  return (packed >>> 8) & 0xff;
}

export function protocolOf(packed: number): number {
  return packed & 0xff;
}

export class PacketNotes {
  readonly region: SharedArrayBuffer;
  readonly words: Int32Array<SharedArrayBuffer>;
  readonly doubles: Float64Array<SharedArrayBuffer>;

  static create(packets: number): PacketNotes {
    return new PacketNotes(new SharedArrayBuffer(packets * NOTE_BYTES));
  }

  static attach(region: SharedArrayBuffer): PacketNotes {
    return new PacketNotes(region);
  }

  private constructor(region: SharedArrayBuffer) {
    this.region = region;
    this.words = new Int32Array(region);
    this.doubles = new Float64Array(region);
  }
}

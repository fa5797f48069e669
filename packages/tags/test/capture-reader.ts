// Reads the packets of a pcap or pcapng file that is wholly in memory: just enough for the expected values in
// the tests. Reading stops at the first damage, as tshark does; what came before it is returned.

export interface CapturedFrame {
  readonly linkType: number;
  /** The captured bytes, a view into the file. */
  readonly bytes: Uint8Array;
}

const PCAP_MAGICS: ReadonlySet<number> = new Set([0xa1b2c3d4, 0xa1b23c4d]);
const SECTION_HEADER = 0x0a0d0d0a;
const BYTE_ORDER_MAGIC = 0x1a2b3c4d;
const MAX_CAPTURED = 262_144;

export function readCapture(file: Uint8Array): CapturedFrame[] {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.length < 4) return [];
  if (view.getUint32(0) === SECTION_HEADER) return readPcapng(view);
  for (const little of [false, true]) {
    if (PCAP_MAGICS.has(view.getUint32(0, little))) return readPcap(view, little);
  }
  return [];
}

function frame(view: DataView, linkType: number, offset: number, length: number): CapturedFrame {
  return { linkType, bytes: new Uint8Array(view.buffer, view.byteOffset + offset, length) };
}

function readPcap(view: DataView, little: boolean): CapturedFrame[] {
  const frames: CapturedFrame[] = [];
  if (view.byteLength < 24) return frames;
  const version = view.getUint16(4, little) * 256 + view.getUint16(6, little);
  // Before version 2.3 the two lengths of a record stood in the other order.
  const lengthAt = version < 0x0203 ? 12 : 8;
  const linkType = view.getUint32(20, little) & 0xffff;
  for (let at = 24; at + 16 <= view.byteLength; ) {
    const captured = view.getUint32(at + lengthAt, little);
    if (captured > MAX_CAPTURED || at + 16 + captured > view.byteLength) break;
    frames.push(frame(view, linkType, at + 16, captured));
    at += 16 + captured;
  }
  return frames;
}

interface Interface {
  readonly linkType: number;
  readonly snapLength: number;
}

function readPcapng(view: DataView): CapturedFrame[] {
  const frames: CapturedFrame[] = [];
  let interfaces: Interface[] = [];
  let little = false;
  for (let at = 0; at + 12 <= view.byteLength; ) {
    const type = view.getUint32(at, little);
    if (type === SECTION_HEADER) {
      little = view.getUint32(at + 8, true) === BYTE_ORDER_MAGIC;
      if (!little && view.getUint32(at + 8) !== BYTE_ORDER_MAGIC) break;
      if (view.getUint16(at + 12, little) !== 1) break;
      interfaces = [];
    }
    const length = view.getUint32(at + 4, little);
    if (length < 12 || length % 4 !== 0 || at + length > view.byteLength) break;
    const body = at + 8;
    const room = length - 12;
    if (type === 1) {
      interfaces.push({ linkType: view.getUint16(body, little), snapLength: view.getUint32(body + 4, little) });
    } else if (type === 3) {
      const from = interfaces[0];
      if (from === undefined) break;
      const original = view.getUint32(body, little);
      const cut = from.snapLength === 0 ? original : Math.min(original, from.snapLength);
      frames.push(frame(view, from.linkType, body + 4, Math.min(cut, room - 4)));
    } else if (type === 6 || type === 2) {
      // An enhanced packet block, or the older block with a 16-bit interface number.
      const from = interfaces[type === 6 ? view.getUint32(body, little) : view.getUint16(body, little)];
      const captured = view.getUint32(body + 12, little);
      if (from === undefined || captured > room - 20) break;
      frames.push(frame(view, from.linkType, body + 20, captured));
    }
    at += length;
  }
  return frames;
}

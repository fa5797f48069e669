// The three blocks that carry a packet. Each function fills the record from the block at `at` (whose second total is at `trailer`)
// and returns null, or the reason why the block is damaged.
import { MAX_CAPLEN } from './limits.ts';
import type { PacketRecord } from './packet-record.ts';
import { ENHANCED, OLD, SIMPLE } from './pcapng-layout.ts';
import type { PcapngSection } from './pcapng-section.ts';

const TOO_SHORT = 'packet block too short for its fields';

export function readEnhancedPacket(section: PcapngSection, record: PacketRecord, view: DataView, at: number, trailer: number): string | null {
  if (at + ENHANCED.frame > trailer) return TOO_SHORT;
  return readPacket(section, record, view, at, trailer, view.getUint32(at + ENHANCED.interface, section.littleEndian));
}

export function readOldPacket(section: PcapngSection, record: PacketRecord, view: DataView, at: number, trailer: number): string | null {
  if (at + ENHANCED.frame > trailer) return TOO_SHORT;
  return readPacket(section, record, view, at, trailer, view.getUint16(at + OLD.interface, section.littleEndian));
}

/** Belongs to the section's first interface and has no time; its caplen is what that interface keeps. */
export function readSimplePacket(section: PcapngSection, record: PacketRecord, view: DataView, at: number, trailer: number): string | null {
  const room = trailer - at - SIMPLE.frame;
  if (room < 0) return TOO_SHORT;
  const source = section.interfaces[0];
  if (source === undefined) return noInterface(section, 0);
  const wirelen = view.getUint32(at + SIMPLE.wirelen, section.littleEndian);
  const caplen = source.snaplen === 0 ? wirelen : Math.min(wirelen, source.snaplen);
  if (caplen > MAX_CAPLEN || caplen > room) return caplenTooBig(caplen, room);
  record.offset = at + SIMPLE.frame;
  record.caplen = caplen;
  record.wirelen = wirelen;
  record.linktype = source.linktype;
  record.seconds = NaN;
  record.nanoseconds = 0;
  return null;
}

/** Enhanced and old blocks differ in the interface only. */
function readPacket(section: PcapngSection, record: PacketRecord, view: DataView, at: number, trailer: number, interfaceId: number): string | null {
  const source = section.interfaces[interfaceId];
  if (source === undefined) return noInterface(section, interfaceId);
  const littleEndian = section.littleEndian;
  const caplen = view.getUint32(at + ENHANCED.caplen, littleEndian);
  const room = trailer - at - ENHANCED.frame;
  if (caplen > MAX_CAPLEN || caplen > room) return caplenTooBig(caplen, room);
  record.offset = at + ENHANCED.frame;
  record.caplen = caplen;
  record.wirelen = view.getUint32(at + ENHANCED.wirelen, littleEndian);
  record.linktype = source.linktype;
  source.clock.setTime(record, view.getUint32(at + ENHANCED.high, littleEndian), view.getUint32(at + ENHANCED.low, littleEndian));
  return null;
}

function noInterface(section: PcapngSection, interfaceId: number): string {
  return `packet of interface ${String(interfaceId)}, but the section has described ${String(section.interfaces.length)} so far`;
}

function caplenTooBig(caplen: number, room: number): string {
  return `packet of ${String(caplen)} captured bytes where at most ${String(Math.min(room, MAX_CAPLEN))} can be`;
}

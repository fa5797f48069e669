// Linux cooked captures (LINKTYPE_LINUX_SLL, LINKTYPE_LINUX_SLL2): what a socket of all interfaces is given.
//
//   SLL    0 packet type   2 device type   4 address length   6 address          14 protocol   16 payload
//   SLL2   0 protocol      2 reserved      4 interface        8 device type   ...               20 payload
import { dissectEtherType, dissectLlc } from './ether-type.ts';
import type { FrameFields } from './frame-fields.ts';
import { uint16 } from './uint16.ts';

const SLL_HEADER = 16;
const SLL2_HEADER = 20;
/** ARPHRD_NETLINK: the protocol is a netlink family. */
const NETLINK_DEVICE = 824;
const PROTOCOL_LLC = 4;
/** Below this a protocol is a number of Linux's own, not an EtherType. */
const FIRST_ETHER_TYPE = 1536;

function dissectCooked(device: number, protocol: number, bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (device === NETLINK_DEVICE) return;
  if (protocol >= FIRST_ETHER_TYPE) dissectEtherType(protocol, bytes, at, end, fields);
  else if (protocol === PROTOCOL_LLC) dissectLlc(bytes, at, end, fields);
}

export function dissectSll(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + SLL_HEADER > end) return;
  dissectCooked(uint16(bytes, at + 2), uint16(bytes, at + 14), bytes, at + SLL_HEADER, end, fields);
}

export function dissectSll2(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + SLL2_HEADER > end) return;
  dissectCooked(uint16(bytes, at + 8), uint16(bytes, at), bytes, at + SLL2_HEADER, end, fields);
}

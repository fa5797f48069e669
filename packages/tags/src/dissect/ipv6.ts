// RFC 8200. Hop-by-hop, routing, fragment and destination-options headers are walked through; every other header
// (authentication, ESP, mobility, ...) is the protocol. The addresses are those of the fixed header: neither a
// routing header nor a home address replaces them.
import { EXTENSION_DESTINATION, EXTENSION_FRAGMENT, EXTENSION_HOP_BY_HOP, EXTENSION_ROUTING } from './extension-headers.ts';
import { ATOMIC_FRAGMENT, FIRST_FRAGMENT, LATER_FRAGMENT } from './fragment-kinds.ts';
import type { FrameFields } from './frame-fields.ts';
import { jumboLength } from './jumbogram.ts';
import { readPorts } from './ports.ts';
import { uint16 } from './uint16.ts';

const FIXED_HEADER = 40;
const HOP_BY_HOP = 0;
const ROUTING = 43;
const FRAGMENT = 44;
const DESTINATION = 60;
const MORE_FRAGMENTS = 1;
const FRAGMENT_OFFSET = 0xfff8;

/** The bit of an extension header that is walked through; 0 for any other protocol. */
function extensionBit(protocol: number): number {
  switch (protocol) {
    case HOP_BY_HOP:
      return EXTENSION_HOP_BY_HOP;
    case ROUTING:
      return EXTENSION_ROUTING;
    case FRAGMENT:
      return EXTENSION_FRAGMENT;
    case DESTINATION:
      return EXTENSION_DESTINATION;
    default:
      return 0;
  }
}

/** Fills `fields` from the IPv6 header at `at`, or leaves them as they are when there is none. Reads nothing from `end` on. */
export function dissectIpv6(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + FIXED_HEADER > end || bytes[at]! >> 4 !== 6) return;
  const next = bytes[at + 6]!;
  let payload = uint16(bytes, at + 4);
  if (payload === 0 && next === HOP_BY_HOP) payload = jumboLength(bytes, at + FIXED_HEADER, end);
  const length = FIXED_HEADER + payload;
  const datagramEnd = Math.min(end, at + length);
  fields.ipVersion = 6;
  fields.l3Offset = at;
  fields.l3Length = length;
  fields.l3Captured = datagramEnd - at;
  fields.sourceOffset = at + 8;
  fields.destinationOffset = at + 24;
  fields.addressLength = 16;
  walkExtensions(bytes, at + FIXED_HEADER, datagramEnd, next, fields);
}

/** Follows the chain from header `protocol` at `at` to the first that is not an extension, or that is cut. */
function walkExtensions(bytes: Uint8Array, at: number, end: number, protocol: number, fields: FrameFields): void {
  for (;;) {
    const bit = extensionBit(protocol);
    if (bit === 0 || at + 8 > end) break;
    const length = bit === EXTENSION_FRAGMENT ? 8 : (bytes[at + 1]! + 1) << 3;
    if (at + length > end) break;
    fields.extensions |= bit;
    fields.extensionCount++;
    protocol = bytes[at]!;
    if (bit === EXTENSION_FRAGMENT) {
      const position = uint16(bytes, at + 2);
      if ((position & FRAGMENT_OFFSET) !== 0) fields.fragment = LATER_FRAGMENT;
      else fields.fragment = (position & MORE_FRAGMENTS) !== 0 ? FIRST_FRAGMENT : ATOMIC_FRAGMENT;
    }
    at += length;
    // What follows in a later fragment is payload, whatever it looks like.
    if (fields.fragment === LATER_FRAGMENT) break;
  }
  fields.protocol = protocol;
  fields.l4Offset = at;
  if (fields.fragment !== LATER_FRAGMENT) readPorts(bytes, at, end, fields);
}

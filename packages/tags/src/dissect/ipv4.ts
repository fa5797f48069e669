// RFC 791. A header that is cut, claims another version or contradicts its own length is not IPv4: nothing is guessed from it.
import { FIRST_FRAGMENT, LATER_FRAGMENT } from './fragment-kinds.ts';
import type { FrameFields } from './frame-fields.ts';
import { readPorts } from './ports.ts';
import { uint16 } from './uint16.ts';

const MORE_FRAGMENTS = 0x2000;
const FRAGMENT_OFFSET = 0x1fff;

/** Fills `fields` from the IPv4 header at `at`, or leaves them as they are when there is none. Reads nothing from `end` on. */
export function dissectIpv4(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + 20 > end || bytes[at]! >> 4 !== 4) return;
  const headerLength = (bytes[at]! & 15) << 2;
  const stated = uint16(bytes, at + 2);
  // Cards that segment on their own leave 0 in the frames they are given.
  const length = stated === 0 ? end - at : stated;
  if (headerLength < 20 || headerLength > length || at + headerLength > end) return;
  const datagramEnd = Math.min(end, at + length);
  fields.ipVersion = 4;
  fields.l3Offset = at;
  fields.l3Length = length;
  fields.l3Captured = datagramEnd - at;
  fields.sourceOffset = at + 12;
  fields.destinationOffset = at + 16;
  fields.addressLength = 4;
  fields.protocol = bytes[at + 9]!;
  fields.l4Offset = at + headerLength;
  const flags = uint16(bytes, at + 6);
  if ((flags & FRAGMENT_OFFSET) !== 0) {
    fields.fragment = LATER_FRAGMENT;
    return;
  }
  if ((flags & MORE_FRAGMENTS) !== 0) fields.fragment = FIRST_FRAGMENT;
  readPorts(bytes, at + headerLength, datagramEnd, fields);
}

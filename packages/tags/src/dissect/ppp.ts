// PPP (RFC 1661) and the session stage of PPP over Ethernet (RFC 2516).
import type { FrameFields } from './frame-fields.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';
import { dissectMpls } from './mpls.ts';
import { uint16 } from './uint16.ts';

const PPP_IPV4 = 0x0021;
const PPP_IPV6 = 0x0057;
const PPP_MPLS = 0x0281;
const PPP_MPLS_MULTICAST = 0x0283;
const ALL_STATIONS = 0xff;
const PPPOE_HEADER = 6;

/** A PPP frame that starts with its protocol, which may be compressed to one byte. */
function dissectPpp(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at >= end) return;
  // The low bit of the protocol's last byte is set, that of its first byte is not.
  const compressed = (bytes[at]! & 1) === 1;
  if (!compressed && at + 2 > end) return;
  const protocol = compressed ? bytes[at]! : uint16(bytes, at);
  const payload = compressed ? at + 1 : at + 2;
  if (protocol === PPP_IPV4) dissectIpv4(bytes, payload, end, fields);
  else if (protocol === PPP_IPV6) dissectIpv6(bytes, payload, end, fields);
  else if (protocol === PPP_MPLS || protocol === PPP_MPLS_MULTICAST) dissectMpls(bytes, payload, end, fields);
}

/** A PPP frame that may start with the address and control bytes of HDLC framing. No protocol starts with that address. */
export function dissectFramedPpp(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  const framed = at < end && bytes[at] === ALL_STATIONS;
  dissectPpp(bytes, framed ? at + 2 : at, end, fields);
}

/** A PPPoE session frame; what comes after the length it states is padding. */
export function dissectPppoe(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  const payload = at + PPPOE_HEADER;
  if (payload > end) return;
  dissectPpp(bytes, payload, Math.min(end, payload + uint16(bytes, at + 4)), fields);
}

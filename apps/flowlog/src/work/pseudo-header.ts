// TCP's and UDP's checksums cover the addresses too, and the length and protocol (RFC 9293 section 3.1, RFC 8200 section 8.1).
// The addresses are those of the packet's two ends. When an option says that the header's own address is only the next hop, or stands
// for another one, the ends are not known for certain and the checksum is not verified.
import { fold, sumBytes, swapped } from './internet-checksum.ts';

const IPV6_HEADER = 40;
const ROUTING = 43;
const DESTINATION_OPTIONS = 60;
/** Mobile IPv6: the source address is the home address in the option (RFC 6275). */
const HOME_ADDRESS = 0xc9;
/** IPv4 options, loose and strict source route. */
const LSRR = 131;
const SSRR = 137;

/** The folded sum of the pseudo-header of `length` bytes of `protocol`. */
export function sumPseudoHeader(view: DataView, ip: number, version: number, protocol: number, length: number): number {
  const addresses = version === 4 ? sumBytes(view, ip + 12, 8) : sumBytes(view, ip + 8, 32);
  return fold(addresses + swapped(length) + swapped(protocol));
}

/** Whether the addresses in the IP header at `ip` are those of the two ends; `l4` is where its options or extensions end. */
export function hasPlainAddresses(view: DataView, ip: number, version: number, l4: number): boolean {
  return version === 4 ? !hasSourceRoute(view, ip + 20, l4) : !hasRerouting(view, ip, l4);
}

function hasSourceRoute(view: DataView, from: number, end: number): boolean {
  let at = from;
  while (at + 2 < end) {
    const option = view.getUint8(at);
    if (option === 0) return false;
    const length = option === 1 ? 1 : view.getUint8(at + 1);
    if (length === 0) return true;
    if ((option === LSRR || option === SSRR) && view.getUint8(at + 2) <= length) return true;
    at += length;
  }
  return false;
}

function hasRerouting(view: DataView, ip: number, end: number): boolean {
  let header = view.getUint8(ip + 6);
  let at = ip + IPV6_HEADER;
  while (at + 8 <= end) {
    const length = (view.getUint8(at + 1) + 1) * 8;
    const segmentsLeft = view.getUint8(at + 3);
    if (header === ROUTING && segmentsLeft > 0) return true;
    if (header === DESTINATION_OPTIONS && hasHomeAddress(view, at + 2, Math.min(at + length, end))) return true;
    header = view.getUint8(at);
    at += length;
  }
  return false;
}

/** True as well when the options do not fit the header: then they say nothing for certain. */
function hasHomeAddress(view: DataView, from: number, end: number): boolean {
  let at = from;
  while (at + 1 < end) {
    const option = view.getUint8(at);
    if (option === HOME_ADDRESS) return true;
    at += option === 0 ? 1 : 2 + view.getUint8(at + 1);
  }
  return at > end;
}

// BSD loopback: four bytes of address family, then the datagram.
import type { FrameFields } from './frame-fields.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';
import { uint16 } from './uint16.ts';

const HEADER = 4;
const INET = 2;
/** IPv6 has another number on NetBSD and OpenBSD, on FreeBSD, and on macOS. */
const INET6_NETBSD = 24;
const INET6_FREEBSD = 28;
const INET6_MACOS = 30;

function dissectFamily(family: number, bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (family === INET) dissectIpv4(bytes, at, end, fields);
  else if (family === INET6_NETBSD || family === INET6_FREEBSD || family === INET6_MACOS) dissectIpv6(bytes, at, end, fields);
}

/** LINKTYPE_LOOP: the family is in network byte order. */
export function dissectLoop(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + HEADER > end || uint16(bytes, at) !== 0) return;
  dissectFamily(uint16(bytes, at + 2), bytes, at + HEADER, end, fields);
}

/** LINKTYPE_NULL: the family is in the byte order of the machine that captured; every family is below 256, so it shows. */
export function dissectNull(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at + HEADER > end) return;
  const little = uint16(bytes, at + 1) === 0 && bytes[at + 3] === 0;
  if (little) dissectFamily(bytes[at]!, bytes, at + HEADER, end, fields);
  else dissectLoop(bytes, at, end, fields);
}

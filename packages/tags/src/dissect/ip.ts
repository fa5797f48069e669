import type { FrameFields } from './frame-fields.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';

/** Fills `fields` from the IP header at `at`, of the version its first bits say. Reads nothing from `end` on. */
export function dissectIp(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  if (at >= end) return;
  const version = bytes[at]! >> 4;
  if (version === 4) dissectIpv4(bytes, at, end, fields);
  else if (version === 6) dissectIpv6(bytes, at, end, fields);
}

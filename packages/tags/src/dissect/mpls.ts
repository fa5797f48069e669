import type { FrameFields } from './frame-fields.ts';
import { dissectIp } from './ip.ts';
import { uint16 } from './uint16.ts';

/** What follows these labels is a control channel, never IP (RFC 5586, RFC 3429). */
const GENERIC_CHANNEL_LABEL = 13;
const ALERT_LABEL = 14;

/**
 * A stack of MPLS labels (RFC 3032), then IP if the first bits say so. Pseudowires (which start with 0 or 1, or carry
 * Ethernet without a control word) are not looked into.
 */
export function dissectMpls(bytes: Uint8Array, at: number, end: number, fields: FrameFields): void {
  for (; at + 4 <= end; at += 4) {
    const bottomOfStack = (bytes[at + 2]! & 1) === 1;
    if (!bottomOfStack) continue;
    const label = (uint16(bytes, at) << 4) | (bytes[at + 2]! >> 4);
    if (label !== GENERIC_CHANNEL_LABEL && label !== ALERT_LABEL) dissectIp(bytes, at + 4, end, fields);
    return;
  }
}

// Are the checksums right? Verified only where that can be said: the bytes are all there and the packet is no fragment.
import { SUM_OK, fold, sumBytes } from './internet-checksum.ts';
import { hasPlainAddresses, sumPseudoHeader } from './pseudo-header.ts';

export const TCP = 6;
export const UDP = 17;

export const RIGHT = 1;
export const WRONG = 0;
/** Cannot be said: cut by the snapshot length, offloaded lengths, another protocol, or the packet has no checksum. */
export const UNKNOWN = -1;

export type ChecksumVerdict = typeof RIGHT | typeof WRONG | typeof UNKNOWN;

const TCP_HEADER = 20;
const UDP_HEADER = 8;
/** More than the length field of IP can say, and than `sumBytes` takes. */
const LARGEST = 65_535;

/** The IPv4 header at `ip`; `end` is one past the last captured byte. */
export function verifyIpHeader(view: DataView, ip: number, end: number): ChecksumVerdict {
  const length = (view.getUint8(ip) & 0x0f) * 4;
  if (length < 20 || ip + length > end) return UNKNOWN;
  return sumBytes(view, ip, length) === SUM_OK ? RIGHT : WRONG;
}

/**
 * TCP or UDP, header and payload, of a packet that is no fragment.
 * @param l4Length bytes from the L4 header at `l4` to the end of the IP packet, 0 when the IP header does not say.
 */
export function verifyL4(view: DataView, ip: number, version: number, protocol: number, l4: number, l4Length: number, end: number): ChecksumVerdict {
  let length = l4Length;
  if (protocol === UDP) {
    if (l4 + UDP_HEADER > end) return UNKNOWN;
    if (version === 4 && view.getUint16(l4 + 6) === 0) return UNKNOWN;
    length = view.getUint16(l4 + 4);
    if (length < UDP_HEADER || length > l4Length) return UNKNOWN;
  } else if (protocol !== TCP || length < TCP_HEADER) {
    return UNKNOWN;
  }
  if (l4 + length > end || length > LARGEST || !hasPlainAddresses(view, ip, version, l4)) return UNKNOWN;
  return fold(sumPseudoHeader(view, ip, version, protocol, length) + sumBytes(view, l4, length)) === SUM_OK ? RIGHT : WRONG;
}

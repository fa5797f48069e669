// From a raw frame to what receive-side scaling hashes, without allocating and without believing the frame: every
// read is checked against the end of what was captured, so a damaged or cut frame is at worst "not IP".
import { dissectEtherType } from './ether-type.ts';
import type { FrameFields } from './frame-fields.ts';
import { dissectIp } from './ip.ts';
import { dissectIpv4 } from './ipv4.ts';
import { dissectIpv6 } from './ipv6.ts';
import {
  LINKTYPE_ETHERNET,
  LINKTYPE_IPV4,
  LINKTYPE_IPV6,
  LINKTYPE_LINUX_SLL,
  LINKTYPE_LINUX_SLL2,
  LINKTYPE_LOOP,
  LINKTYPE_NULL,
  LINKTYPE_PPP,
  LINKTYPE_RAW,
  LINKTYPE_RAW_BSD,
  LINKTYPE_RAW_OPENBSD,
} from './link-types.ts';
import { dissectSll, dissectSll2 } from './linux-cooked.ts';
import { dissectLoop, dissectNull } from './loopback.ts';
import { dissectFramedPpp } from './ppp.ts';
import { uint16 } from './uint16.ts';

const ETHERNET_HEADER = 14;

/**
 * Finds the outermost IP header of a frame and fills `into` from it. Tunnels are not entered: their protocol is the
 * answer. Never throws; what a frame claims to have beyond `length`, or beyond the end of `bytes`, is not there.
 * @param offset where the frame starts in `bytes`
 * @param length how many bytes of it were captured
 * @param linkType what the frame starts with: a `LINKTYPE_*` number; any other is answered with "not IP"
 * @returns the IP version, 4 or 6; 0 when the frame is not IP
 */
export function dissect(bytes: Uint8Array, offset: number, length: number, linkType: number, into: FrameFields): number {
  into.clear();
  const end = Math.min(offset + length, bytes.length);
  // Written so that NaN fails too.
  if (!(offset >= 0 && offset < end)) return 0;
  switch (linkType) {
    case LINKTYPE_ETHERNET:
      if (offset + ETHERNET_HEADER <= end) dissectEtherType(uint16(bytes, offset + 12), bytes, offset + ETHERNET_HEADER, end, into);
      break;
    case LINKTYPE_LINUX_SLL:
      dissectSll(bytes, offset, end, into);
      break;
    case LINKTYPE_LINUX_SLL2:
      dissectSll2(bytes, offset, end, into);
      break;
    case LINKTYPE_RAW:
    case LINKTYPE_RAW_BSD:
    case LINKTYPE_RAW_OPENBSD:
      dissectIp(bytes, offset, end, into);
      break;
    case LINKTYPE_IPV4:
      dissectIpv4(bytes, offset, end, into);
      break;
    case LINKTYPE_IPV6:
      dissectIpv6(bytes, offset, end, into);
      break;
    case LINKTYPE_NULL:
      dissectNull(bytes, offset, end, into);
      break;
    case LINKTYPE_LOOP:
      dissectLoop(bytes, offset, end, into);
      break;
    case LINKTYPE_PPP:
      dissectFramedPpp(bytes, offset, end, into);
      break;
  }
  return into.ipVersion;
}

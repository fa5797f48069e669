// Link types as capture files number them (tcpdump.org/linktypes.html). Those not named here are not dissected.

/** BSD loopback: the address family in the byte order of the machine that wrote the capture. */
export const LINKTYPE_NULL = 0;
export const LINKTYPE_ETHERNET = 1;
/** PPP, with or without the address and control bytes of its HDLC framing. */
export const LINKTYPE_PPP = 9;
/** Raw IP as some BSDs number it. */
export const LINKTYPE_RAW_BSD = 12;
/** Raw IP as OpenBSD numbers it. */
export const LINKTYPE_RAW_OPENBSD = 14;
/** Raw IP, version 4 or 6. */
export const LINKTYPE_RAW = 101;
/** OpenBSD loopback: the address family in network byte order. */
export const LINKTYPE_LOOP = 108;
/** Linux cooked capture, version 1. */
export const LINKTYPE_LINUX_SLL = 113;
/** Raw IPv4. */
export const LINKTYPE_IPV4 = 228;
/** Raw IPv6. */
export const LINKTYPE_IPV6 = 229;
/** Linux cooked capture, version 2. */
export const LINKTYPE_LINUX_SLL2 = 276;

/** Whether `dissect` looks for IP in frames of this link type; for any other it answers "not IP". */
export function isDissected(linkType: number): boolean {
  switch (linkType) {
    case LINKTYPE_NULL:
    case LINKTYPE_ETHERNET:
    case LINKTYPE_PPP:
    case LINKTYPE_RAW_BSD:
    case LINKTYPE_RAW_OPENBSD:
    case LINKTYPE_RAW:
    case LINKTYPE_LOOP:
    case LINKTYPE_LINUX_SLL:
    case LINKTYPE_IPV4:
    case LINKTYPE_IPV6:
    case LINKTYPE_LINUX_SLL2:
      return true;
    default:
      return false;
  }
}

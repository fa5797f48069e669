// For users
export { rssTag, rssTagInto } from './rss/rss-tag.ts';
export type { FrameTag, FrameTagInto, RssTagOptions } from './rss/rss-tag.ts';
export { RssHash } from './rss/rss-hash.ts';
export type { RssOptions } from './rss/rss-hash.ts';
export {
  RSS_ALL,
  RSS_IPV4,
  RSS_IPV4_SCTP,
  RSS_IPV4_TCP,
  RSS_IPV4_UDP,
  RSS_IPV6,
  RSS_IPV6_EX,
  RSS_IPV6_SCTP,
  RSS_IPV6_SCTP_EX,
  RSS_IPV6_TCP,
  RSS_IPV6_TCP_EX,
  RSS_IPV6_UDP,
  RSS_IPV6_UDP_EX,
  RSS_PORTS,
} from './rss/rss-types.ts';
export { RedirectionTable } from './rss/redirection-table.ts';
export { ToeplitzHash } from './toeplitz/toeplitz-hash.ts';
export { MICROSOFT_KEY, SYMMETRIC_KEY } from './toeplitz/toeplitz-key.ts';
export type { ToeplitzKey } from './toeplitz/toeplitz-key.ts';
export { dissect } from './dissect/dissect.ts';
export { FrameFields } from './dissect/frame-fields.ts';
export { ATOMIC_FRAGMENT, FIRST_FRAGMENT, LATER_FRAGMENT, NOT_FRAGMENTED } from './dissect/fragment-kinds.ts';
export { EXTENSION_DESTINATION, EXTENSION_FRAGMENT, EXTENSION_HOP_BY_HOP, EXTENSION_ROUTING } from './dissect/extension-headers.ts';
export {
  isDissected,
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
} from './dissect/link-types.ts';

// For extension authors: link layers of your own end in one of these.
export { dissectEtherType } from './dissect/ether-type.ts';
export { dissectIp } from './dissect/ip.ts';

// What a card may be told to hash, as bits of a set (DPDK `RTE_ETH_RSS_*`, NDIS hash types). For each packet the first
// type of its row that is in the set applies; what it says beyond the addresses is hashed too.
//
//   IPv4, whole, TCP / UDP / SCTP             IPV4_TCP / _UDP / _SCTP (ports)      IPV4
//   IPv4, any other, and every fragment       IPV4
//   IPv6, whole, TCP / UDP / SCTP             IPV6_TCP / _UDP / _SCTP (ports)      IPV6
//   the same behind extension headers         IPV6_TCP_EX / ... (ports)            IPV6_EX    IPV6
//   IPv6, any other, and every fragment       IPV6_EX if it has extension headers  IPV6

export const RSS_IPV4 = 0x001;
export const RSS_IPV4_TCP = 0x002;
export const RSS_IPV4_UDP = 0x004;
export const RSS_IPV4_SCTP = 0x008;
export const RSS_IPV6 = 0x010;
export const RSS_IPV6_TCP = 0x020;
export const RSS_IPV6_UDP = 0x040;
export const RSS_IPV6_SCTP = 0x080;
/** The addresses of IPv6 packets with extension headers; those of the fixed header, no home address or routing header takes their place. */
export const RSS_IPV6_EX = 0x100;
export const RSS_IPV6_TCP_EX = 0x200;
export const RSS_IPV6_UDP_EX = 0x400;
export const RSS_IPV6_SCTP_EX = 0x800;

/** The types that hash ports. */
export const RSS_PORTS = 0xeee;
/** Every type. */
export const RSS_ALL = 0xfff;

// Link types of captures: one number for each meaning, and the names people know.

/** In the link type word of a pcap header bits 26 and up tell of the frame check sequence; libpcap masks the same way. */
const LINKTYPE_MASK = 0x03ff_ffff;

/** Values that some systems' own DLT_ numbers leaked into files, turned to the value of the registry. */
const ALIASES: ReadonlyMap<number, number> = new Map([
  [12, 101], // raw IP on BSD and Linux
  [14, 101], // raw IP on OpenBSD
]);

const NAMES: ReadonlyMap<number, string> = new Map([
  [0, 'NULL (BSD loopback)'],
  [1, 'Ethernet'],
  [6, 'IEEE 802.5 Token Ring'],
  [8, 'SLIP'],
  [9, 'PPP'],
  [10, 'FDDI'],
  [50, 'PPP in HDLC-like framing'],
  [51, 'PPPoE'],
  [101, 'raw IP'],
  [104, 'Cisco HDLC'],
  [105, 'IEEE 802.11'],
  [108, 'OpenBSD loopback'],
  [113, 'Linux cooked v1'],
  [117, 'OpenBSD pflog'],
  [119, 'IEEE 802.11 with Prism header'],
  [127, 'IEEE 802.11 with radiotap header'],
  [143, 'DOCSIS'],
  [147, 'user-defined 0'],
  [187, 'Bluetooth HCI H4'],
  [189, 'USB (Linux)'],
  [192, 'PPI'],
  [195, 'IEEE 802.15.4'],
  [201, 'Bluetooth HCI H4 with direction'],
  [220, 'USB (Linux, padded)'],
  [227, 'CAN bus'],
  [228, 'raw IPv4'],
  [229, 'raw IPv6'],
  [239, 'Linux netfilter log'],
  [249, 'USBPcap'],
  [251, 'Bluetooth low energy'],
  [253, 'netlink'],
  [276, 'Linux cooked v2'],
]);

/** The link type a header word stands for. */
export function canonicalLinktype(word: number): number {
  const value = word & LINKTYPE_MASK;
  return ALIASES.get(value) ?? value;
}

/** For messages: `105 (IEEE 802.11)`, or the bare number when it has no name here. */
export function describeLinktype(linktype: number): string {
  const name = NAMES.get(linktype);
  return name === undefined ? String(linktype) : `${String(linktype)} (${name})`;
}

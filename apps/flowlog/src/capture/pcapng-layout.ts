// pcapng (draft-ietf-opsawg-pcapng). Every block:
//
//   0        4        8                                    total - 4   total
//   | type   | total  | body, padded to 4 bytes ...        | total     |
//
// Offsets below are from the start of the block.

export const SECTION_HEADER = 0x0a0d0d0a; // a palindrome: reads the same in both byte orders
export const INTERFACE_DESCRIPTION = 1;
/** The predecessor of the enhanced packet block; old files have it. */
export const PACKET_BLOCK = 2;
export const SIMPLE_PACKET = 3;
export const ENHANCED_PACKET = 6;

/** Type, total, total again: no block is smaller. */
export const SMALLEST_BLOCK = 12;
/** The second total. */
export const TRAILER = 4;

/** | 8 byte-order magic | 12 major | 14 minor | 16 section length (8) | 24 options | */
export const SECTION = { magic: 8, major: 12, minor: 14, options: 24 } as const;
/** The byte-order magic as a reader of the right byte order sees it. */
export const BYTE_ORDER_MAGIC = 0x1a2b3c4d;

/** | 8 link type | 10 reserved | 12 snapshot length | 16 options | */
export const INTERFACE = { linktype: 8, snaplen: 12, options: 16 } as const;
/** Interface options: { code u16, length u16, value padded to 4 }. */
export const OPTION_END = 0;
export const OPTION_IF_TSRESOL = 9;
export const OPTION_IF_TSOFFSET = 14;

/** | 8 interface | 12 time, high | 16 time, low | 20 caplen | 24 len | 28 frame | */
export const ENHANCED = { interface: 8, high: 12, low: 16, caplen: 20, wirelen: 24, frame: 28 } as const;
/** | 8 interface (u16) | 10 drops (u16) | 12 time, high | 16 time, low | 20 caplen | 24 len | 28 frame | */
export const OLD = { interface: 8 } as const;
/** | 8 len | 12 frame |: no interface (the section's first), no time, no caplen. */
export const SIMPLE = { wirelen: 8, frame: 12 } as const;

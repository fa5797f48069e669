// What a sound capture never exceeds. A length field beyond these is damage, so that one wrong byte cannot make the reader
// ask for gigabytes. The first two are the limits of Wireshark's reader (wiretap), so both stop at the same place.

/** Bytes captured of one packet. */
export const MAX_CAPLEN = 262_144;
/** Bytes of one pcapng block of any type. */
export const MAX_BLOCK = 16_777_216;
/** Bytes of one pcapng block that must be in memory as a whole: section, interface and packet blocks. */
export const MAX_BLOCK_IN_MEMORY = 524_288;
/** Interfaces of one pcapng section. */
export const MAX_INTERFACES = 65_536;

// Who the flows are: a directional 5-tuple of version, addresses, protocol and ports. Where a packet shows no ports (fragments,
// protocols without) they are absent, which is another flow than port 0.
//
//   record, 64 bytes (one cache line)
//   u32  0 hash   4 chain   8 what: version << 16 | has ports << 8 | protocol, 0 = unused   12 ports: source << 16 | destination
//        16 addresses, 32 bytes: source, then destination; IPv4 uses 4 + 4 of them, the rest is 0   48 last packet (f64)   56 -

export const KEY_BYTES = 64;
export const KEY_WORDS_SHIFT = 4;
export const KEY_DOUBLES_SHIFT = 3;

/** Indexes into `words`, from the start of the record. */
export const HASH = 0;
export const CHAIN = 1;
export const WHAT = 2;
export const PORTS = 3;
export const ADDRESSES = 4;
/** Index into `doubles`. */
export const LAST_SEEN = 6;

const HAS_PORTS = 0x100;

/** The record's `what` word. */
export function packWhat(version: number, protocol: number, hasPorts: boolean): number {
  return (version << 16) | (hasPorts ? HAS_PORTS : 0) | protocol;
}

/** 4 or 6. */
export function versionOf(what: number): number {
  return what >>> 16;
}

export function hasPorts(what: number): boolean {
  return (what & HAS_PORTS) !== 0;
}

export function protocolOf(what: number): number {
  return what & 0xff;
}

/** Words that the addresses of a version take. */
export function addressWords(what: number): number {
  return versionOf(what) === 4 ? 2 : 8;
}

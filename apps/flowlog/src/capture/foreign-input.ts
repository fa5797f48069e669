// Inputs that are not captures, but that people have at hand: the message says what to do with them.

interface Foreign {
  readonly magic: readonly number[];
  readonly what: string;
}

const FOREIGN: readonly Foreign[] = [
  { magic: [0x1f, 0x8b], what: 'gzip-compressed; unpack it first: zcat FILE | flowlog -' },
  { magic: [0x28, 0xb5, 0x2f, 0xfd], what: 'zstd-compressed; unpack it first: zstdcat FILE | flowlog -' },
  { magic: [0xfd, 0x37, 0x7a, 0x58], what: 'xz-compressed; unpack it first: xzcat FILE | flowlog -' },
  { magic: [0x50, 0x4b, 0x03, 0x04], what: 'a zip archive; unpack it first' },
  { magic: [0x73, 0x6e, 0x6f, 0x6f], what: 'a snoop capture; convert it first: editcap -F pcapng FILE OUT' },
];

/** The reason to give for an input that starts with `bytes`. */
export function describeForeignInput(bytes: Uint8Array): string {
  const known = FOREIGN.find(({ magic }) => magic.every((byte, index) => bytes[index] === byte));
  if (known !== undefined) return `not a pcap or pcapng capture: it is ${known.what}`;
  const head = Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, '0')).join(' ');
  return `not a pcap or pcapng capture: it starts with the bytes ${head}`;
}

// Frames put together by hand. A header that is given no length states the true one.

export function bytesOf(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(/[\s:]/g, ''), 'hex'));
}

export function concat(...parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts));
}

export function uint16s(...values: readonly number[]): Uint8Array {
  return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
}

/** Ports 1234 and 53, eight bytes of header and four of payload. */
export const UDP: Uint8Array = concat(uint16s(1234, 53, 12, 0), bytesOf('61626364'));
/** The same ports, in a TCP header without options. */
export const TCP: Uint8Array = concat(uint16s(1234, 53), bytesOf('00000001 00000000 5002 1000 0000 0000'));
/** The same ports, in the common header of SCTP. */
export const SCTP: Uint8Array = concat(uint16s(1234, 53), bytesOf('00000001 00000000'));

export interface Ipv4Header {
  readonly protocol?: number;
  readonly first?: number;
  readonly totalLength?: number;
  readonly flags?: number;
  readonly options?: Uint8Array;
  readonly source?: string;
  readonly destination?: string;
}

export function ipv4(payload: Uint8Array = UDP, header: Ipv4Header = {}): Uint8Array {
  const options = header.options ?? new Uint8Array();
  const first = header.first ?? 0x45 + options.length / 4;
  return concat(
    Uint8Array.of(first, 0),
    uint16s(header.totalLength ?? 20 + options.length + payload.length, 1, header.flags ?? 0),
    Uint8Array.of(64, header.protocol ?? 17, 0, 0),
    bytesOf(header.source ?? '0a000001'),
    bytesOf(header.destination ?? '0a000002'),
    options,
    payload,
  );
}

export interface Ipv6Header {
  readonly next?: number;
  readonly first?: number;
  readonly payloadLength?: number;
  readonly source?: string;
  readonly destination?: string;
}

export function ipv6(payload: Uint8Array = UDP, header: Ipv6Header = {}): Uint8Array {
  return concat(
    Uint8Array.of(header.first ?? 0x60, 0, 0, 0),
    uint16s(header.payloadLength ?? payload.length),
    Uint8Array.of(header.next ?? 17, 64),
    bytesOf(header.source ?? '20010db8 00000000 00000000 00000001'),
    bytesOf(header.destination ?? '20010db8 00000000 00000000 00000002'),
    payload,
  );
}

export function ethernet(etherType: number, payload: Uint8Array): Uint8Array {
  return concat(bytesOf('020000000001 020000000002'), uint16s(etherType), payload);
}

/** What follows a tag's EtherType: priority and identifier, then the next EtherType. */
export function vlan(etherType: number, payload: Uint8Array): Uint8Array {
  return concat(uint16s(5, etherType), payload);
}

export function snap(etherType: number, payload: Uint8Array, organization = '000000'): Uint8Array {
  return concat(bytesOf('aaaa03'), bytesOf(organization), uint16s(etherType), payload);
}

export function mpls(payload: Uint8Array, ...labels: readonly number[]): Uint8Array {
  const stack = labels.map((label, i) => uint16s(label >> 4, ((label & 15) << 12) | (i === labels.length - 1 ? 0x100 : 0) | 64));
  return concat(...stack, payload);
}

export function pppoe(payload: Uint8Array, length: number = payload.length): Uint8Array {
  return concat(bytesOf('1100 0001'), uint16s(length), payload);
}

export function sll(protocol: number, payload: Uint8Array, device = 1): Uint8Array {
  return concat(uint16s(0, device, 6, 0, 0, 0, 0, protocol), payload);
}

export function sll2(protocol: number, payload: Uint8Array, device = 1): Uint8Array {
  return concat(uint16s(protocol, 0, 0, 1, device, 0x0006, 0, 0, 0, 0), payload);
}

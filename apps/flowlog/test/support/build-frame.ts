// IP packets with right checksums, for tests that then break something. No link layer: link type 101 (raw IP).

export interface FrameParts {
  readonly version?: 4 | 6;
  readonly protocol?: number;
  /** IPv4 options or IPv6 extension headers, and the first extension header's type. */
  readonly options?: readonly number[];
  readonly extension?: number;
  readonly source?: number;
  readonly sourcePort?: number;
  readonly destinationPort?: number;
  readonly sequence?: number;
  readonly flags?: number;
  readonly payload?: ArrayLike<number>;
}

export const TCP_FIN = 0x01;
export const TCP_SYN = 0x02;
export const TCP_RST = 0x04;
export const TCP_ACK = 0x10;

const TCP = 6;
const UDP = 17;

/** The packet's bytes; TCP unless said otherwise. */
export function buildFrame(parts: FrameParts = {}): Uint8Array<ArrayBuffer> {
  const { version = 4, protocol = TCP, options = [], extension = protocol, source = 1, payload = [] } = parts;
  const l4 = protocol === UDP ? udp(parts, payload.length) : tcp(parts);
  const body = [...l4, ...Array.from(payload)];
  const [ip, addresses] = version === 4 ? ipv4(source, protocol, options, body.length) : ipv6(source, extension, options, body.length);
  const frame = Uint8Array.from([...ip, ...options, ...body]);
  if (version === 4) put16(frame, 10, checksum([...frame.subarray(0, 20 + options.length)]));
  const at = ip.length + options.length;
  const sum = checksum([...addresses, ...be32(body.length), 0, 0, 0, protocol, ...body]);
  put16(frame, at + (protocol === UDP ? 6 : 16), protocol === UDP && sum === 0 ? 0xffff : sum);
  return frame;
}

function tcp({ sourcePort = 1000, destinationPort = 80, sequence = 0, flags = TCP_ACK }: FrameParts): number[] {
  return [...be16(sourcePort), ...be16(destinationPort), ...be32(sequence), 0, 0, 0, 0, 0x50 | (flags >> 8), flags & 0xff, 1, 0, 0, 0, 0, 0];
}

function udp({ sourcePort = 1000, destinationPort = 53 }: FrameParts, payload: number): number[] {
  return [...be16(sourcePort), ...be16(destinationPort), ...be16(8 + payload), 0, 0];
}

function ipv4(source: number, protocol: number, options: readonly number[], length: number): [header: number[], addresses: number[]] {
  const addresses = [10, 0, 0, source, 192, 168, 0, 1];
  const total = 20 + options.length + length;
  return [[0x40 | (5 + options.length / 4), 0, ...be16(total), 0, 0, 0, 0, 64, protocol, 0, 0, ...addresses], addresses];
}

function ipv6(source: number, next: number, options: readonly number[], length: number): [header: number[], addresses: number[]] {
  const addresses = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, source, 0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 1];
  return [[0x60, 0, 0, 0, ...be16(options.length + length), next, 64, ...addresses], addresses];
}

/** The Internet checksum, as its definition says it: slowly. */
function checksum(bytes: readonly number[]): number {
  let sum = 0;
  for (let at = 0; at < bytes.length; at += 2) sum += ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);
  while (sum > 0xffff) sum = (sum & 0xffff) + Math.floor(sum / 0x1_0000);
  return ~sum & 0xffff;
}

function be16(value: number): number[] {
  return [(value >> 8) & 0xff, value & 0xff];
}

function be32(value: number): number[] {
  return [...be16(value >>> 16), ...be16(value)];
}

function put16(bytes: Uint8Array, at: number, value: number): void {
  bytes.set(be16(value), at);
}

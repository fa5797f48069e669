import { ATOMIC_FRAGMENT, NOT_FRAGMENTED } from '../dissect/fragment-kinds.ts';
import type { FrameFields } from '../dissect/frame-fields.ts';
import { requireInteger } from '../require-integer.ts';
import { ToeplitzHash } from '../toeplitz/toeplitz-hash.ts';
import { MICROSOFT_KEY } from '../toeplitz/toeplitz-key.ts';
import type { ToeplitzKey } from '../toeplitz/toeplitz-key.ts';
import {
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
} from './rss-types.ts';

export interface RssOptions {
  /** Default `MICROSOFT_KEY`. At least 12 bytes for IPv4 addresses, 16 with ports; 36 for IPv6 addresses, 40 with ports. */
  readonly key?: ToeplitzKey;
  /** Which packets are hashed, and over what: a set of `RSS_*` bits. Default `RSS_ALL`. */
  readonly types?: number;
  /**
   * Sort the two ends, each an address with its port, before hashing: both directions of a flow get one hash, and
   * different flows stay as different as the key makes them. Default false.
   */
  readonly symmetric?: boolean;
}

const TCP = 6;
const UDP = 17;
const SCTP = 132;
const IPV4_PORT_TYPES = RSS_IPV4_TCP | RSS_IPV4_UDP | RSS_IPV4_SCTP;
const IPV6_TYPES = RSS_ALL & ~(RSS_IPV4 | IPV4_PORT_TYPES);

/** The hash of receive-side scaling over dissected frames. */
export class RssHash {
  readonly types: number;
  readonly symmetric: boolean;
  readonly #toeplitz: ToeplitzHash;

  /** @throws RangeError for bits that are no type and for a key too short for the types, TypeError for a key that is not hexadecimal */
  constructor(options: RssOptions = {}) {
    this.types = requireInteger('types', options.types ?? RSS_ALL, 1, RSS_ALL);
    this.symmetric = options.symmetric ?? false;
    this.#toeplitz = new ToeplitzHash(options.key ?? MICROSOFT_KEY);
    const input = ((this.types & IPV6_TYPES) !== 0 ? 32 : 8) + ((this.types & RSS_PORTS) !== 0 ? 4 : 0);
    requireInteger('key length', this.#toeplitz.maxLength + 4, input + 4, Infinity);
  }

  /** The type that applies to a packet, one `RSS_*` bit; 0 when it is not hashed (not IP, or no type of the set fits). */
  typeOf(fields: FrameFields): number {
    const types = this.types;
    if (fields.ipVersion === 4) {
      const withPorts = types & portTypes(fields, RSS_IPV4_TCP, RSS_IPV4_UDP, RSS_IPV4_SCTP);
      return withPorts !== 0 ? withPorts : types & RSS_IPV4;
    }
    if (fields.ipVersion !== 6) return 0;
    if (fields.extensionCount === 0) {
      const withPorts = types & portTypes(fields, RSS_IPV6_TCP, RSS_IPV6_UDP, RSS_IPV6_SCTP);
      return withPorts !== 0 ? withPorts : types & RSS_IPV6;
    }
    const withPorts = types & portTypes(fields, RSS_IPV6_TCP_EX, RSS_IPV6_UDP_EX, RSS_IPV6_SCTP_EX);
    if (withPorts !== 0) return withPorts;
    return (types & RSS_IPV6_EX) !== 0 ? RSS_IPV6_EX : types & RSS_IPV6;
  }

  /**
   * The hash of a packet, a uint32; 0 when it is not hashed.
   * @param bytes the bytes that `fields` was filled from
   */
  hash(bytes: Uint8Array, fields: FrameFields): number {
    return this.signedHash(bytes, fields) >>> 0;
  }

  /** The same 32 bits as an int32, which V8 never boxes: allocates nothing, whoever calls it. */
  signedHash(bytes: Uint8Array, fields: FrameFields): number {
    const type = this.typeOf(fields);
    if (type === 0) return 0;
    const withPorts = (type & RSS_PORTS) !== 0;
    if (this.symmetric && !inOrder(bytes, fields)) return this.#swapped(bytes, fields, withPorts);
    // The addresses lie side by side, and mostly the ports right behind them.
    const source = fields.sourceOffset;
    const addresses = 2 * fields.addressLength;
    if (!withPorts) return this.#toeplitz.part(0, bytes, source, addresses);
    if (fields.l4Offset === source + addresses) return this.#toeplitz.part(0, bytes, source, addresses + 4);
    return this.#toeplitz.part(0, bytes, source, addresses) ^ this.#toeplitz.part(addresses, bytes, fields.l4Offset, 4);
  }

  #swapped(bytes: Uint8Array, fields: FrameFields, withPorts: boolean): number {
    const length = fields.addressLength;
    const ports = fields.l4Offset;
    const toeplitz = this.#toeplitz;
    const addresses = toeplitz.part(0, bytes, fields.destinationOffset, length) ^ toeplitz.part(length, bytes, fields.sourceOffset, length);
    if (!withPorts) return addresses;
    return addresses ^ toeplitz.part(2 * length, bytes, ports + 2, 2) ^ toeplitz.part(2 * length + 2, bytes, ports, 2);
  }
}

/** The type that hashes the ports of this packet; 0 when it has none, or may be followed by fragments that have none. */
function portTypes(fields: FrameFields, tcp: number, udp: number, sctp: number): number {
  if (fields.sourcePort < 0 || (fields.fragment !== NOT_FRAGMENTED && fields.fragment !== ATOMIC_FRAGMENT)) return 0;
  switch (fields.protocol) {
    case TCP:
      return tcp;
    case UDP:
      return udp;
    case SCTP:
      return sctp;
    default:
      return 0;
  }
}

/** Whether the source end does not sort behind the destination end: by address, and by port where the addresses are equal. */
function inOrder(bytes: Uint8Array, fields: FrameFields): boolean {
  const source = fields.sourceOffset;
  const destination = fields.destinationOffset;
  for (let i = 0; i < fields.addressLength; i++) {
    const difference = bytes[source + i]! - bytes[destination + i]!;
    if (difference !== 0) return difference < 0;
  }
  return fields.sourcePort <= fields.destinationPort;
}

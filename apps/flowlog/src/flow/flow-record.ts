// One flow as reports show it: what its key and its state say, read once. Made for output, not for packets.
import { formatIpv4, formatIpv6 } from './format-address.ts';
import { ADDRESSES, KEY_WORDS_SHIFT, PORTS, WHAT, hasPorts, protocolOf, versionOf } from './flow-keys.ts';
import {
  BAD_IP_SUMS,
  BAD_L4_SUMS,
  BYTES,
  DOUBLES_SHIFT,
  FIRST_NANOSECONDS,
  FIRST_PACKET,
  FIRST_SECONDS,
  FLAG_BITS,
  L4_SUMS_VERIFIED,
  LAST_NANOSECONDS,
  LAST_PACKET,
  LAST_SECONDS,
  OUT_OF_ORDER,
  PACKETS,
  REPEATED,
  TCP_FLAGS,
  WORDS_SHIFT,
} from './flow-states.ts';
import type { FlowStates } from './flow-states.ts';
import type { FlowTable } from './flow-table.ts';
import type { Timestamp } from './timestamp.ts';

const TCP = 6;

export interface FlowRecord {
  readonly version: number;
  readonly source: string;
  readonly destination: string;
  readonly protocol: number;
  /** Null where the packets show no ports. */
  readonly sourcePort: number | null;
  readonly destinationPort: number | null;
  readonly packets: number;
  /** On the wire. */
  readonly bytes: number;
  /** Numbers of packets, from 1, over all packets of all inputs. */
  readonly firstPacket: number;
  readonly lastPacket: number;
  /** Null where the capture gives no time. */
  readonly first: Timestamp | null;
  readonly last: Timestamp | null;
  readonly ipChecksumFailures: number;
  /** TCP and UDP checksums that could be verified, and those of them that were wrong. */
  readonly checksumsVerified: number;
  readonly checksumFailures: number;
  /** Null for other protocols than TCP. */
  readonly tcp: TcpRecord | null;
}

export interface TcpRecord {
  /** All flags seen, as in the header: FIN is bit 0. */
  readonly flags: number;
  readonly repeated: number;
  readonly outOfOrder: number;
}

/** Only while none of the flow's packets is outstanding. */
export function readFlow(table: FlowTable, states: FlowStates, flow: number): FlowRecord {
  const { words: keys } = table;
  const key = flow << KEY_WORDS_SHIFT;
  const what = keys[key + WHAT]!;
  const { words, doubles } = states;
  const state = flow << WORDS_SHIFT;
  const counts = flow << DOUBLES_SHIFT;
  const addresses = key + ADDRESSES;
  const version = versionOf(what);
  const protocol = protocolOf(what);
  const ports = hasPorts(what) ? keys[key + PORTS]! : null;
  const unsigned = (word: number): number => words[state + word]! >>> 0;
  return {
    version,
    source: version === 4 ? formatIpv4(keys[addresses]!) : formatIpv6(keys, addresses),
    destination: version === 4 ? formatIpv4(keys[addresses + 1]!) : formatIpv6(keys, addresses + 4),
    protocol,
    sourcePort: ports === null ? null : ports >>> 16,
    destinationPort: ports === null ? null : ports & 0xffff,
    packets: doubles[counts + PACKETS]!,
    bytes: doubles[counts + BYTES]!,
    firstPacket: doubles[counts + FIRST_PACKET]!,
    lastPacket: doubles[counts + LAST_PACKET]!,
    first: timestamp(doubles[counts + FIRST_SECONDS]!, unsigned(FIRST_NANOSECONDS)),
    last: timestamp(doubles[counts + LAST_SECONDS]!, unsigned(LAST_NANOSECONDS)),
    ipChecksumFailures: unsigned(BAD_IP_SUMS),
    checksumsVerified: unsigned(L4_SUMS_VERIFIED),
    checksumFailures: unsigned(BAD_L4_SUMS),
    tcp: protocol === TCP ? { flags: unsigned(TCP_FLAGS) & FLAG_BITS, repeated: unsigned(REPEATED), outOfOrder: unsigned(OUT_OF_ORDER) } : null,
  };
}

function timestamp(seconds: number, nanoseconds: number): Timestamp | null {
  return Number.isNaN(seconds) ? null : { seconds, nanoseconds };
}

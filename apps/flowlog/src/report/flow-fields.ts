// The fields of a flow in the formats for machines, once: JSON Lines and CSV have the same names in the same order.
import type { FlowRecord } from '../flow/flow-record.ts';
import { formatTimestamp } from '../flow/timestamp.ts';
import { formatTcpFlags } from './tcp-flags.ts';

/** Text is ASCII without quotes, backslashes, commas and line breaks; numbers are counts. */
type Field = string | number | null;

export const flowFields: readonly (readonly [name: string, of: (flow: FlowRecord) => Field])[] = [
  ['version', (flow): Field => flow.version],
  ['src', (flow): Field => flow.source],
  ['dst', (flow): Field => flow.destination],
  ['proto', (flow): Field => flow.protocol],
  ['sport', (flow): Field => flow.sourcePort],
  ['dport', (flow): Field => flow.destinationPort],
  ['packets', (flow): Field => flow.packets],
  ['bytes', (flow): Field => flow.bytes],
  ['first_packet', (flow): Field => flow.firstPacket],
  ['last_packet', (flow): Field => flow.lastPacket],
  ['first', (flow): Field => (flow.first === null ? null : formatTimestamp(flow.first))],
  ['last', (flow): Field => (flow.last === null ? null : formatTimestamp(flow.last))],
  ['ip_checksum_failures', (flow): Field => flow.ipChecksumFailures],
  ['l4_checksums_verified', (flow): Field => flow.checksumsVerified],
  ['l4_checksum_failures', (flow): Field => flow.checksumFailures],
  ['tcp_flags', (flow): Field => (flow.tcp === null ? null : formatTcpFlags(flow.tcp.flags))],
  ['tcp_repeated', (flow): Field => flow.tcp?.repeated ?? null],
  ['tcp_out_of_order', (flow): Field => flow.tcp?.outOfOrder ?? null],
];

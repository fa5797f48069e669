// Columns for people. Their widths come from the flows that are known when the first line is written; a later flow that needs more
// (only after flows were reported early) breaks its own line's alignment and nobody else's.
import type { FlowRecord } from '../flow/flow-record.ts';
import { formatDistance, formatTimestamp } from '../flow/timestamp.ts';
import type { AsciiWriter } from './ascii-writer.ts';
import { protocolName } from './protocol-names.ts';
import type { ReportFormat } from './report-format.ts';
import { formatTcpFlags } from './tcp-flags.ts';

interface Column {
  readonly title: string;
  readonly right: boolean;
  readonly of: (flow: FlowRecord) => string;
}

const NOT_THERE = '-';
/** Spaces between two columns. */
const BETWEEN = 2;

const columns: readonly Column[] = [
  { title: 'PROTO', right: false, of: (flow) => protocolName(flow.protocol) },
  { title: 'SOURCE', right: false, of: (flow) => endpoint(flow.source, flow.version, flow.sourcePort) },
  { title: 'DESTINATION', right: false, of: (flow) => endpoint(flow.destination, flow.version, flow.destinationPort) },
  { title: 'PACKETS', right: true, of: (flow) => String(flow.packets) },
  { title: 'BYTES', right: true, of: (flow) => String(flow.bytes) },
  { title: 'FIRST', right: false, of: (flow) => (flow.first === null ? NOT_THERE : formatTimestamp(flow.first)) },
  { title: 'LAST', right: true, of: (flow) => (flow.first === null || flow.last === null ? NOT_THERE : formatDistance(flow.first, flow.last)) },
  { title: 'BAD-IP', right: true, of: (flow) => (flow.version === 4 ? String(flow.ipChecksumFailures) : NOT_THERE) },
  { title: 'BAD-L4', right: true, of: (flow) => (flow.checksumsVerified === 0 ? NOT_THERE : String(flow.checksumFailures)) },
  { title: 'FLAGS', right: false, of: (flow) => (flow.tcp === null ? NOT_THERE : formatTcpFlags(flow.tcp.flags) || NOT_THERE) },
  { title: 'REPEATED', right: true, of: (flow) => (flow.tcp === null ? NOT_THERE : String(flow.tcp.repeated)) },
  { title: 'UNORDERED', right: true, of: (flow) => (flow.tcp === null ? NOT_THERE : String(flow.tcp.outOfOrder)) },
];

export class TableFormat implements ReportFormat {
  readonly #widths: number[] = columns.map(({ title }) => title.length);

  begin(into: AsciiWriter, known: Iterable<FlowRecord>): void {
    for (const flow of known) {
      for (let index = 0; index < columns.length; index++) this.#widths[index] = Math.max(this.#widths[index]!, columns[index]!.of(flow).length);
    }
    this.#row(into, ({ title }) => title);
  }

  line(into: AsciiWriter, flow: FlowRecord): void {
    this.#row(into, ({ of }) => of(flow));
  }

  #row(into: AsciiWriter, textOf: (column: Column) => string): void {
    // Spaces are written before what follows them, so that none end a line.
    let spaces = 0;
    for (let index = 0; index < columns.length; index++) {
      const column = columns[index]!;
      const text = textOf(column);
      const padding = Math.max(0, this.#widths[index]! - text.length);
      into.spaces(column.right ? spaces + padding : spaces);
      into.text(text);
      spaces = BETWEEN + (column.right ? 0 : padding);
    }
    into.text('\n');
  }
}

function endpoint(address: string, version: number, port: number | null): string {
  if (port === null) return address;
  return version === 4 ? `${address}:${String(port)}` : `[${address}]:${String(port)}`;
}

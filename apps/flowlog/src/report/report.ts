// The flow log: flows in the order of their first packet, written piece by piece. Flows that had to be reported early come before, in
// the order in which they were given up.
import type { FlowRecord } from '../flow/flow-record.ts';
import { readFlow } from '../flow/flow-record.ts';
import { DOUBLES_SHIFT, FIRST_PACKET } from '../flow/flow-states.ts';
import type { FlowStates } from '../flow/flow-states.ts';
import type { FlowTable } from '../flow/flow-table.ts';
import { AsciiWriter } from './ascii-writer.ts';
import type { ReportFormat } from './report-format.ts';

/** Bytes gathered before they are written. */
const PIECE = 65_536;
/** Room for the line with which a piece becomes full. */
const LINE = 1024;

export class Report {
  /** Flows written down. */
  flows = 0;
  readonly #format: ReportFormat;
  readonly #table: FlowTable;
  readonly #states: FlowStates;
  readonly #write: (bytes: Uint8Array) => Promise<void>;
  readonly #text: AsciiWriter = new AsciiWriter(PIECE + LINE);
  #begun = false;

  constructor(format: ReportFormat, table: FlowTable, states: FlowStates, write: (bytes: Uint8Array) => Promise<void>) {
    this.#format = format;
    this.#table = table;
    this.#states = states;
    this.#write = write;
  }

  /** Puts down what stands before the first flow, unless that was done. Only while no packet is outstanding. */
  begin(): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#format.begin(this.#text, this.#known());
  }

  /** Reports one flow now. Only after `begin`, and while none of the flow's packets is outstanding. */
  add(flow: number): void {
    this.#format.line(this.#text, readFlow(this.#table, this.#states, flow));
    this.flows++;
  }

  /** So much has been gathered that it wants to be written. */
  get isFull(): boolean {
    return this.#text.length >= PIECE;
  }

  /** Writes what was gathered. */
  async flush(): Promise<void> {
    if (this.#text.length > 0) await this.#write(this.#text.bytes);
    this.#text.clear();
  }

  /** Reports all flows that are in the table. Only while no packet is outstanding. */
  async finish(): Promise<void> {
    this.begin();
    for (const flow of this.#inOrder()) {
      this.add(flow);
      if (this.isFull) await this.flush();
    }
    await this.flush();
  }

  *#known(): Iterable<FlowRecord> {
    for (let flow = 0; flow < this.#table.indexEnd; flow++) if (this.#table.isUsed(flow)) yield readFlow(this.#table, this.#states, flow);
  }

  /** By first packet. Indexes are given in that order until one is used again, so this sorts what is mostly sorted. */
  #inOrder(): number[] {
    const first = (flow: number): number => this.#states.doubles[(flow << DOUBLES_SHIFT) + FIRST_PACKET]!;
    const flows: number[] = [];
    for (let flow = 0; flow < this.#table.indexEnd; flow++) if (this.#table.isUsed(flow)) flows.push(flow);
    return flows.sort((a, b) => first(a) - first(b));
  }
}

import type { FlowRecord } from '../flow/flow-record.ts';
import type { AsciiWriter } from './ascii-writer.ts';

/** One way to write flows down. Who brings the bytes where is the report's business. */
export interface ReportFormat {
  /**
   * What stands before the first flow.
   * @param known the flows known when the first one is about to be written, at most as many as the flow table holds; may be gone through twice.
   */
  begin(into: AsciiWriter, known: Iterable<FlowRecord>): void;
  /** One flow, with its line end. */
  line(into: AsciiWriter, flow: FlowRecord): void;
}

export type FormatName = 'table' | 'jsonl' | 'csv';

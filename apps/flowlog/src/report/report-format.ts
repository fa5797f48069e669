import type { FlowRecord } from '../flow/flow-record.ts';

/** One way to write flows down. Text in, text out; who writes it where is the report's business. */
export interface ReportFormat {
  /**
   * What stands before the first flow.
   * @param known the flows known when the first one is about to be written, at most as many as the flow table holds; may be gone through twice.
   */
  begin(known: Iterable<FlowRecord>): string;
  /** One flow, with its line end. */
  line(flow: FlowRecord): string;
}

export type FormatName = 'table' | 'jsonl' | 'csv';

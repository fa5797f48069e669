import type { FlowRecord } from '../flow/flow-record.ts';
import { flowFields } from './flow-fields.ts';
import type { ReportFormat } from './report-format.ts';

/** RFC 4180 with a header line; what does not apply is empty. No field can hold a comma, a quote or a line break. */
export class CsvFormat implements ReportFormat {
  begin(): string {
    return `${flowFields.map(([name]) => name).join(',')}\r\n`;
  }

  line(flow: FlowRecord): string {
    return `${flowFields.map(([, of]) => String(of(flow) ?? '')).join(',')}\r\n`;
  }
}

import type { FlowRecord } from '../flow/flow-record.ts';
import { flowFields } from './flow-fields.ts';
import type { ReportFormat } from './report-format.ts';

/** One JSON object a line; what does not apply is null. */
export class JsonlFormat implements ReportFormat {
  begin(): string {
    return '';
  }

  line(flow: FlowRecord): string {
    return `${JSON.stringify(Object.fromEntries(flowFields.map(([name, of]) => [name, of(flow)])))}\n`;
  }
}

import type { FlowRecord } from '../flow/flow-record.ts';
import type { AsciiWriter } from './ascii-writer.ts';
import { flowFields } from './flow-fields.ts';
import type { ReportFormat } from './report-format.ts';

const LINE_END = '\r\n';

/** RFC 4180 with a header line; what does not apply is empty. No field can hold a comma, a quote or a line break. */
export class CsvFormat implements ReportFormat {
  begin(into: AsciiWriter): void {
    into.text(flowFields.map(([name]) => name).join(','));
    into.text(LINE_END);
  }

  line(into: AsciiWriter, flow: FlowRecord): void {
    for (let index = 0; index < flowFields.length; index++) {
      if (index > 0) into.text(',');
      const value = flowFields[index]![1](flow);
      if (typeof value === 'number') into.count(value);
      else if (value !== null) into.text(value);
    }
    into.text(LINE_END);
  }
}

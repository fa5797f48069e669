import type { FlowRecord } from '../flow/flow-record.ts';
import type { AsciiWriter } from './ascii-writer.ts';
import { flowFields } from './flow-fields.ts';
import type { ReportFormat } from './report-format.ts';

/** What stands before each field's value: the brace or the comma, and the name. */
const LEADS: readonly string[] = flowFields.map(([name], index) => `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`);

/** One JSON object a line; what does not apply is null. */
export class JsonlFormat implements ReportFormat {
  begin(): void {
    // Every line stands for itself.
  }

  line(into: AsciiWriter, flow: FlowRecord): void {
    for (let index = 0; index < LEADS.length; index++) {
      into.text(LEADS[index]!);
      const value = flowFields[index]![1](flow);
      if (typeof value === 'number') {
        into.count(value);
      } else if (value === null) {
        into.text('null');
      } else {
        // Addresses, times and flags hold nothing that JSON escapes.
        into.text('"');
        into.text(value);
        into.text('"');
      }
    }
    into.text('}\n');
  }
}

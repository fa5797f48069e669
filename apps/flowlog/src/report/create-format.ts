import { CsvFormat } from './csv-format.ts';
import { JsonlFormat } from './jsonl-format.ts';
import type { FormatName, ReportFormat } from './report-format.ts';
import { TableFormat } from './table-format.ts';

export const FORMAT_NAMES: readonly FormatName[] = ['table', 'jsonl', 'csv'];

export function createFormat(name: FormatName): ReportFormat {
  switch (name) {
    case 'table':
      return new TableFormat();
    case 'jsonl':
      return new JsonlFormat();
    case 'csv':
      return new CsvFormat();
  }
}

import { readFileSync, writeFileSync } from 'node:fs';
import { RESULTS_FORMAT } from '../measure/result.ts';
import type { Results } from '../measure/result.ts';

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

/** @throws Error when the file is not one that `--json` of this version wrote. */
export function readResults(file: string): Results {
  const content = JSON.parse(readFileSync(file, 'utf8')) as { readonly format?: unknown } | null;
  if (content?.format !== RESULTS_FORMAT) {
    throw new Error(`${file} holds no results of format ${RESULTS_FORMAT}, but of format ${String(content?.format)}`);
  }
  return content as Results;
}

import { closeSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { RESULTS_FORMAT } from '../measure/result.ts';
import type { Results } from '../measure/result.ts';

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

/** Before anything is measured. @throws Error when it cannot be written. */
export function requireWritable(file: string | undefined): void {
  if (file !== undefined) closeSync(openSync(file, 'a'));
}

/** @throws Error when the file is not one that `--json` of this version wrote. */
export function readResults(file: string): Results {
  const content = parsed(file, readFileSync(file, 'utf8'));
  if (content?.format !== RESULTS_FORMAT) {
    throw new Error(`${file} holds no results of format ${RESULTS_FORMAT}, but of format ${String(content?.format)}`);
  }
  return content as Results;
}

function parsed(file: string, text: string): { readonly format?: unknown } | null {
  try {
    return JSON.parse(text) as { readonly format?: unknown } | null;
  } catch (cause) {
    throw new Error(`${file} holds no JSON`, { cause });
  }
}

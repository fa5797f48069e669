import { accessSync, constants, existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { RESULTS_FORMAT } from '../measure/result.ts';
import type { Results } from '../measure/result.ts';

export function writeResults(file: string, results: Results): void {
  writeFileSync(file, `${JSON.stringify(results, undefined, 1)}\n`);
}

/** Before anything is measured; leaves everything as it is. @throws Error when the file cannot be written. */
export function requireWritable(file: string | undefined): void {
  if (file === undefined) return;
  if (!existsSync(file)) accessSync(dirname(file), constants.W_OK | constants.X_OK);
  else if (statSync(file).isDirectory()) throw new Error(`${file} is a folder`);
  else accessSync(file, constants.W_OK);
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

import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const command = join(import.meta.dirname, '../bin/dist-check-history.js');
/** From source where the tests run from source. */
const condition = process.execArgv.some((one) => one.includes('@dist/source')) ? ['--conditions=@dist/source'] : [];

/** Runs dist-check-history as people do: as a process of its own. */
export function checkHistoryFiles(...args: string[]): { readonly status: number | null; readonly out: string; readonly error: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [...condition, command, ...args], { encoding: 'utf8' });
  return { status, out: stdout, error: stderr };
}

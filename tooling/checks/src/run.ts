// Starts a program and waits for it; the checks want its status and its words, never a shell.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Ran {
  /** Exit status; -1 when a signal or the time limit ended it. */
  readonly status: number;
  /** Standard output and standard error. */
  readonly output: string;
}

/** @param seconds time limit */
export function run(program: string, args: readonly string[], cwd: string, seconds = 300): Ran {
  const ended = spawnSync(program, args, {
    cwd,
    encoding: 'utf8',
    timeout: seconds * 1000,
    maxBuffer: 1 << 28,
    shell: process.platform === 'win32' && !program.endsWith('.exe'),
  });
  const reason = ended.error === undefined ? '' : `\n${ended.error.message}`;
  return { status: ended.status ?? -1, output: `${ended.stdout}${ended.stderr}${reason}` };
}

const packageFolder = (name: string): string => join(import.meta.dirname, '../node_modules', name);

/** The file behind a `bin` entry of one of this package's dependencies: run it with `process.execPath`. */
export function binFile(packageName: string, bin: string): string {
  const manifest = JSON.parse(readFileSync(join(packageFolder(packageName), 'package.json'), 'utf8')) as { bin?: Record<string, string> };
  const file = manifest.bin?.[bin];
  if (file === undefined) throw new TypeError(`${packageName} has no bin '${bin}'`);
  return join(packageFolder(packageName), file);
}

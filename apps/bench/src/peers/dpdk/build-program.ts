// Builds the C program in `c/` when it is first needed, against the DPDK that is installed. The result is kept under a name made of
// the sources, so that a change of them builds anew.
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { availableParallelism, cpus } from 'node:os';
import { promisify } from 'node:util';
import { NotHere } from '../../measure/variant.ts';

const run = promisify(execFile);
const app = join(import.meta.dirname, '../../..');
const sources = join(app, 'c');
const cache = join(app, 'node_modules/.cache/dpdk-bench');

let built: Promise<string> | undefined;

/** Path of the program, built once however many ask. @throws NotHere when DPDK or a C compiler is missing. */
export const dpdkProgram = (): Promise<string> => (built ??= build());

async function build(): Promise<string> {
  if (availableParallelism() < 2) throw new NotHere('DPDK needs a processor for the distributor and one for the worker');
  const version = await installedVersion();
  const files = readdirSync(sources).sort();
  // Built for this very processor.
  const hash = createHash('sha256').update(version).update(cpus()[0]?.model ?? '');
  for (const file of files) hash.update(file).update(readFileSync(join(sources, file)));
  const program = join(cache, hash.digest('hex').slice(0, 16));
  if (!existsSync(program)) await compile(files, program);
  return program;
}

async function installedVersion(): Promise<string> {
  try {
    return (await run('pkg-config', ['--modversion', 'libdpdk'])).stdout.trim();
  } catch {
    throw new NotHere('DPDK is not installed (Debian: libdpdk-dev and pkg-config)');
  }
}

async function compile(files: readonly string[], program: string): Promise<void> {
  try {
    await run('cc', ['--version']);
  } catch {
    throw new NotHere('there is no C compiler `cc`');
  }
  const flags = async (which: string): Promise<string[]> => (await run('pkg-config', [which, 'libdpdk'])).stdout.trim().split(/\s+/);
  mkdirSync(cache, { recursive: true });
  const unfinished = `${program}.${process.pid}`;
  const units = files.filter((file) => file.endsWith('.c')).map((file) => join(sources, file));
  // The last -march wins: the best that this processor allows, for the inlined half of the library.
  await run('cc', ['-std=gnu11', '-O3', ...(await flags('--cflags')), '-march=native', ...units, '-o', unfinished, ...(await flags('--libs'))]);
  renameSync(unfinished, program);
}
